import path from 'node:path';
import process from 'node:process';
import {render} from 'ink';
import type {Campaign, FoundCampaign} from '../campaign/files/parameters.js';
import {type AppError, errorFactory, messageOf} from '../system/errors.js';
import {saveCode} from '../system/program-files.js';
import {untilDiskHangs} from '../system/waiting.js';
import {terminalSize} from '../system/terminal.js';
import {asciiGlyphs, unicodeGlyphs, type Theme} from '../reports/theme.js';
import {App} from './app.js';
import type {SourceOpener} from './source-opener.js';
import type {MetricsSettings} from './definitions.js';
import {createEffects} from './effects/create-effects.js';
import type {EffectContext} from './effects/report-effects.js';
import {createFiguresLoader} from './figures/loader.js';
import {createLoader} from './loader.js';
import {reduce} from './keys/bindings.js';
import {footerHeight, headerHeight, scrollToCursor} from './layout.js';
import {overlays} from './overlays/overlays.js';
import {chooseAmong} from './overlays/campaigns/state.js';
import {screens} from './screens/screens.js';
import {scheduleReap} from './schedule-reap.js';
import {clearNoticesIn, showWaits} from './notices.js';
import {notify} from './state/messages.js';
import {showFetching} from './state/loading.js';
import {initialState, resize, type State} from './state/state.js';
import {createStore, type Store} from './state/store.js';
import {renderedFrame} from './terminal/cell-output.js';
import {FrameSink, stdoutOf} from './terminal/frame-sink.js';
import {KeyReader} from './terminal/key-reader.js';
import {prepareLayout} from './terminal/layout-engine.js';
import {openSession} from './terminal/session.js';

/** An open campaign, or the campaigns below a folder to choose from. */
export type OpenResult = {readonly notes: readonly string[]}
	& ({readonly campaign: Campaign} | {readonly folder: string; readonly choices: readonly FoundCampaign[]});

/** The result of the search, or a search of a folder that is still running. */
type Start = OpenResult | {readonly folder: string; readonly opening: Promise<OpenResult>};

type Options = {
	readonly start: Start;
	readonly opener: SourceOpener;
	readonly theme: Theme;
	readonly ascii: boolean;
	readonly cache: boolean;
	/** Whether to show iterations that are added later. */
	readonly watch: boolean;
	readonly metrics: MetricsSettings;
	/** Why the cache is disabled, if it is. */
	readonly cacheProblem: string | undefined;
};

/** The layout engine is WebAssembly, for which V8 reserves more address space than `ulimit -v` may allow. */
const terminalError = errorFactory({
	'layout-engine': {
		hint: 'where ulimit -v limits memory, set NODE_OPTIONS=--disable-wasm-trap-handler or raise the limit; commands such as table work without it',
		status: 1,
	},
});

async function findLayoutProblem(): Promise<AppError | undefined> {
	try {
		await prepareLayout();
		return undefined;
	} catch (error) {
		return terminalError('layout-engine', `the layout engine of the screens cannot be started: ${messageOf(error).slice(0, maxReasonLength)}`, {cause: error});
	}
}

const maxReasonLength = 120;
const firstFrameDelayMs = 100;
/** By then the code of the first frame has been compiled. */
const codeDelayMs = 200;

/** Takes over the terminal, runs the explorer until the user quits, and restores the terminal. Returns the exit status. */
export async function runExplorer({
	start, opener, theme, ascii, cache, watch, metrics, cacheProblem,
}: Options): Promise<number> {
	const {stdout} = process;
	const layoutProblem = findLayoutProblem();
	const sizeNow = () => terminalSize(stdout, process.env);
	const look = {theme, glyphs: ascii ? asciiGlyphs : unicodeGlyphs};
	const folder = 'folder' in start ? start.folder : start.campaign.folder;
	const initial = {...initialState({definitions: {screens, overlays}, look, size: sizeNow()}), folder: path.resolve(folder)};
	const store = createStore<State>(initial, scrollToCursor);
	const loader = createLoader(store, {cache, watch, opener});
	opener.listen((progress, seconds) => {
		store.update(showFetching(progress && {...progress, seconds}));
	});
	const showError = (text: string) => {
		store.update(notify({kind: 'error', text}));
	};

	const show = (found: OpenResult): void => {
		for (const text of found.notes) {
			showError(text);
		}

		if ('choices' in found) {
			store.update(chooseAmong(found.choices));
		} else {
			void loader.load(found.campaign);
		}
	};

	const sink = new FrameSink(stdout, {ascii});
	const session = openSession({renderer: sink, onEnd: loader.stop});
	const showWhenFound = async (opening: Promise<OpenResult>) => {
		show(await opening);
	};

	if (!('opening' in start)) {
		show(start);
		await waitForContent(store);
	}

	for (const text of [...cacheProblem === undefined ? [] : [cacheProblem], ...metrics.problems]) {
		showError(text);
	}

	const problem = await layoutProblem;
	if (problem) {
		loader.stop();
		sink.stop();
		session.close();
		throw problem;
	}

	const app = render(<App store={store}/>, {
		stdout: stdoutOf(sink),
		onRender() {
			sink.show(renderedFrame());
		},
		debug: true,
		patchConsole: false,
		exitOnCtrlC: false,
	});
	setTimeout(async () => saveCode({
		command: 'explore', campaignFolder: folder, isEnd: false,
	}), codeDelayMs).unref();
	const onResize = () => {
		store.update(resize(sizeNow()));
	};

	stdout.on('resize', onResize);
	const {packedLogs} = opener;
	const loaderFactories = [createFiguresLoader, ...screens.map(({createLoader}) => createLoader)];
	const screenLoaders = loaderFactories.flatMap(create => create?.({store, metrics: {...metrics, onNote: showError}, packedLogs}) ?? []);
	const stopClearingNotices = store.subscribe(clearNoticesIn(store));
	const unsubscribers = screenLoaders.map(({update}) => store.subscribe(update));
	const stopShowingWaits = showWaits(store);
	const finishReaping = scheduleReap();
	const context: EffectContext = {
		picture: () => `${sink.lines().slice(headerHeight, -footerHeight).join('\n').trimEnd()}\n`,
		env: process.env,
		send: bytes => stdout.write(bytes),
		packedLogs,
	};
	const ended = new Promise<void>((resolve, reject) => {
		if ('opening' in start) {
			void showWhenFound(start.opening).catch(reject);
		}

		const effects = createEffects(store, context, {
			quit: resolve,
			redraw() {
				sink.repaint();
			},
			suspend: session.suspend,
			reload() {
				void loader.reload();
			},
			open(name) {
				void loader.open(name);
			},
			stopFetching() {
				opener.stop();
			},
		});
		const reader = new KeyReader(key => {
			store.update(state => reduce(state, key));
			effects.run();
		});
		session.input.on('data', (chunk: Uint8Array | string) => {
			reader.push(chunk);
		});
	});
	try {
		await ended;
	} finally {
		loader.stop();
		stopClearingNotices();
		stopShowingWaits();
		for (const unsubscribe of unsubscribers) {
			unsubscribe();
		}

		stdout.off('resize', onResize);
		sink.stop();
		app.unmount();
		// The terminal has been restored, but a signal must still end the remaining work.
		session.leave();
		await untilDiskHangs(Promise.all([...screenLoaders.map(async screenLoader => screenLoader.stop()), finishReaping()]));
		session.close();
	}

	return 0;
}

/** Waits a moment for cached data: it arrives so soon that an empty frame before it would only flicker. */
async function waitForContent(store: Store<State>): Promise<void> {
	const hasContent = () => store.get().iterations.length > 0 || !store.get().loading;
	if (hasContent()) {
		return;
	}

	await new Promise<void>(resolve => {
		const timer = setTimeout(resolve, firstFrameDelayMs);
		const unsubscribe = store.subscribe(() => {
			if (hasContent()) {
				clearTimeout(timer);
				unsubscribe();
				resolve();
			}
		});
	});
}
