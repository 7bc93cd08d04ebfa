import process from 'node:process';
import {render} from 'ink';
import {loadIterations} from '../campaign/load.js';
import {openCampaign, type Campaign} from '../campaign/parameters.js';
import {messageOf} from '../campaign/errors.js';
import {App} from './app.js';
import {LookContext} from './context.js';
import {rowFor, type Effect} from './keymap.js';
import {
	append, finishLoading, resize, restartLoading, showProgress, tell, typeFilter,
} from './state/changes.js';
import {initialState, type State} from './state/state.js';
import {createStore, type Store} from './state/store.js';
import {FrameSink, stdoutOf} from './terminal/frame-sink.js';
import {KeyReader, type Key} from './terminal/key-reader.js';
import {openSession} from './terminal/session.js';
import {asciiGlyphs, createTheme, unicodeGlyphs} from './theme.js';

type Options = {readonly campaign: Campaign; readonly hasColour: boolean; readonly ascii: boolean; readonly cache: boolean};

const parameterNames = ({entries}: Campaign): readonly string[] => [...new Set(entries.flatMap(({parameters}) => Object.keys(parameters)))];

/** Takes the terminal, shows the campaign until the person quits, and gives the terminal back. Returns the exit status. */
export async function runExplorer({campaign, hasColour, ascii, cache}: Options): Promise<number> {
	const {stdout} = process;
	const store = createStore<State>(initialState({
		campaign: campaign.name,
		folder: campaign.folder,
		size: {columns: stdout.columns, rows: stdout.rows},
		expected: campaign.entries.length,
		parameterNames: parameterNames(campaign),
	}));
	const sink = new FrameSink(stdout);
	let loading = new AbortController();
	const session = openSession({
		canvas: sink, onEnd() {
			loading.abort();
		},
	});
	const look = {theme: createTheme(hasColour), glyphs: ascii ? asciiGlyphs : unicodeGlyphs};
	const app = render(<LookContext value={look}><App store={store}/></LookContext>, {
		stdout: stdoutOf(sink), debug: true, patchConsole: false, exitOnCtrlC: false,
	});
	const onResize = () => {
		store.update(resize({columns: stdout.columns, rows: stdout.rows}));
	};

	stdout.on('resize', onResize);
	void load(campaign, store, {cache, signal: loading.signal});
	await new Promise<void>(quit => {
		const effects: Readonly<Record<Effect, () => void>> = {
			quit,
			redraw() {
				sink.repaint();
			},
			suspend: session.suspend,
			reload() {
				loading.abort();
				loading = new AbortController();
				void reload(campaign, store, {cache, signal: loading.signal});
			},
		};
		const reader = new KeyReader(key => {
			handle(key, store, effects);
		});
		session.input.on('data', (chunk: Uint8Array | string) => {
			reader.push(chunk);
		});
	});
	loading.abort();
	stdout.off('resize', onResize);
	sink.stop();
	app.unmount();
	session.close();
	return 0;
}

function handle(key: Key, store: Store<State>, effects: Readonly<Record<Effect, () => void>>): void {
	const state = store.get();
	if (key.name === 'ctrl-c') {
		effects.quit();
		return;
	}

	const row = rowFor(state, key.name);
	if (row?.change) {
		store.update(row.change);
	} else if (row?.effect) {
		effects[row.effect]();
	} else if (state.mode === 'filter') {
		typeKey(key, store);
	}
}

function typeKey({name, text, paste}: Key, store: Store<State>): void {
	if (name === 'backspace') {
		store.update(typeFilter(typed => [...typed].slice(0, -1).join('')));
	} else if (name === 'ctrl-u') {
		store.update(typeFilter(() => ''));
	} else if (text !== undefined) {
		store.update(typeFilter(typed => typed + (paste ? text.replaceAll(/\s+/gv, ' ') : text)));
	}
}

type LoadOptions = {readonly cache: boolean; readonly signal: AbortSignal};

async function load(campaign: Campaign, store: Store<State>, {cache, signal}: LoadOptions): Promise<void> {
	try {
		const iterations = loadIterations(campaign, {
			cache,
			signal,
			onProgress(progress) {
				store.update(showProgress(progress));
			},
		});
		for await (const iteration of iterations) {
			store.update(append([iteration]));
		}
	} catch (error) {
		store.update(tell({kind: 'error', text: `loading stopped: ${messageOf(error)}; r tries again`}));
	}

	if (!signal.aborted) {
		store.update(finishLoading);
	}
}

async function reload({folder}: Campaign, store: Store<State>, options: LoadOptions): Promise<void> {
	try {
		const campaign = await openCampaign(folder);
		store.update(restartLoading(campaign.entries.length, parameterNames(campaign)));
		await load(campaign, store, options);
	} catch (error) {
		store.update(tell({kind: 'error', text: `${messageOf(error)}; r tries again`}));
	}
}
