import path from 'node:path';
import process from 'node:process';
import {render} from 'ink';
import type {Campaign, FoundCampaign} from '../campaign/parameters.js';
import {actionOf, type Effect} from './actions.js';
import {createAgentLoader} from './agent-loader.js';
import {App} from './app.js';
import {LookContext} from './context.js';
import {rowFor} from './keymap.js';
import {createLoader} from './loader.js';
import {initialState, type State} from './state/state.js';
import {createStore, type Store} from './state/store.js';
import {forgetNews, resize, tell} from './state/viewing.js';
import {FrameSink, stdoutOf} from './terminal/frame-sink.js';
import {KeyReader, type Key} from './terminal/key-reader.js';
import {openSession} from './terminal/session.js';
import {asciiGlyphs, createTheme, unicodeGlyphs} from './theme.js';
import {typingChange} from './typing.js';

/** A campaign that is open, or the campaigns below a folder to choose from. */
export type Start = {readonly campaign: Campaign} | {readonly folder: string; readonly choices: readonly FoundCampaign[]};

type Options = {readonly start: Start; readonly hasColour: boolean; readonly ascii: boolean; readonly cache: boolean};

const newsMilliseconds = 4000;
const patienceMilliseconds = 100;

/** Takes the terminal, shows the campaign until the person quits, and gives the terminal back. Returns the exit status. */
export async function runExplorer({start, hasColour, ascii, cache}: Options): Promise<number> {
	const {stdout} = process;
	const sizeNow = () => ({columns: stdout.columns, rows: stdout.rows});
	const store = createStore<State>(initialState(sizeNow(), 'choices' in start ? start.choices : []));
	const loader = createLoader(store, cache);
	const sink = new FrameSink(stdout, {ascii});
	const session = openSession({canvas: sink, onEnd: loader.stop});
	const look = {theme: createTheme(hasColour), glyphs: ascii ? asciiGlyphs : unicodeGlyphs};
	if ('campaign' in start) {
		void loader.load(start.campaign);
		await firstNews(store);
	}

	const app = render(<LookContext value={look}><App store={store}/></LookContext>, {
		stdout: stdoutOf(sink), debug: true, patchConsole: false, exitOnCtrlC: false,
	});
	const onResize = () => {
		store.update(resize(sizeNow()));
	};

	stdout.on('resize', onResize);
	const agentLoader = createAgentLoader(store);
	const stopNews = store.subscribe(forgettingNews(store));
	const stopAgents = store.subscribe(agentLoader.look);
	await new Promise<void>(resolve => {
		const effects: Readonly<Record<Effect, () => void>> = {
			open() {
				const {choices, choice} = store.get();
				void loader.open(path.join('folder' in start ? start.folder : '', choices[choice]?.name ?? ''));
			},
			quit: resolve,
			redraw() {
				sink.repaint();
			},
			suspend: session.suspend,
			reload() {
				void loader.open(store.get().folder);
			},
		};
		const reader = new KeyReader(key => {
			handle(key, store, effects);
		});
		session.input.on('data', (chunk: Uint8Array | string) => {
			reader.push(chunk);
		});
	});
	loader.stop();
	stopNews();
	stopAgents();
	agentLoader.stop();
	stdout.off('resize', onResize);
	sink.stop();
	app.unmount();
	session.close();
	return 0;
}

/** What is in the cache is there so soon that an empty picture before it would only flicker. */
async function firstNews(store: Store<State>): Promise<void> {
	await new Promise<void>(resolve => {
		const timer = setTimeout(resolve, patienceMilliseconds);
		const unsubscribe = store.subscribe(() => {
			if (store.get().iterations.length > 0 || !store.get().loading) {
				clearTimeout(timer);
				unsubscribe();
				resolve();
			}
		});
	});
}

function handle(key: Key, store: Store<State>, effects: Readonly<Record<Effect, () => void>>): void {
	const state = store.get();
	const row = rowFor(state, key.name);
	const action = row && actionOf(row.action);
	const reason = action?.blocked?.(state);
	if (reason !== undefined) {
		store.update(tell({kind: 'info', text: reason}));
	} else if (action && 'change' in action) {
		store.update(action.change);
	} else if (action) {
		effects[action.effect]();
	} else {
		store.update(typingChange(state.mode, key) ?? (same => same));
	}
}

/** A listener that takes news away some seconds after it came. */
function forgettingNews(store: Store<State>): () => void {
	let news: unknown;
	let timer: NodeJS.Timeout | undefined;
	return () => {
		const latest = store.get().messages.findLast(({kind}) => kind === 'info');
		if (latest !== news) {
			news = latest;
			clearTimeout(timer);
			timer = latest && setTimeout(() => {
				store.update(forgetNews);
			}, newsMilliseconds).unref();
		}
	};
}
