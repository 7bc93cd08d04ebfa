import path from 'node:path';
import process from 'node:process';
import {render} from 'ink';
import type {Campaign} from '../campaign/parameters.js';
import {App} from './app.js';
import {LookContext} from './context.js';
import {rowFor, type Effect} from './keymap.js';
import {createLoader} from './loader.js';
import {resize, typeFilter} from './state/changes.js';
import {initialState, type State} from './state/state.js';
import {createStore, type Store} from './state/store.js';
import {FrameSink, stdoutOf} from './terminal/frame-sink.js';
import {KeyReader, type Key} from './terminal/key-reader.js';
import {openSession} from './terminal/session.js';
import {asciiGlyphs, createTheme, unicodeGlyphs} from './theme.js';

/** A campaign that is open, or the names of the campaigns below a folder to choose from. */
export type Start = {readonly campaign: Campaign} | {readonly folder: string; readonly choices: readonly string[]};

type Options = {readonly start: Start; readonly hasColour: boolean; readonly ascii: boolean; readonly cache: boolean};

/** Takes the terminal, shows the campaign until the person quits, and gives the terminal back. Returns the exit status. */
export async function runExplorer({start, hasColour, ascii, cache}: Options): Promise<number> {
	const {stdout} = process;
	const sizeNow = () => ({columns: stdout.columns, rows: stdout.rows});
	const store = createStore<State>(initialState(sizeNow(), 'choices' in start ? start.choices : []));
	const loader = createLoader(store, cache);
	const sink = new FrameSink(stdout);
	const session = openSession({canvas: sink, onEnd: loader.stop});
	const look = {theme: createTheme(hasColour), glyphs: ascii ? asciiGlyphs : unicodeGlyphs};
	const app = render(<LookContext value={look}><App store={store}/></LookContext>, {
		stdout: stdoutOf(sink), debug: true, patchConsole: false, exitOnCtrlC: false,
	});
	const onResize = () => {
		store.update(resize(sizeNow()));
	};

	stdout.on('resize', onResize);
	if ('campaign' in start) {
		void loader.load(start.campaign);
	}

	await new Promise<void>(quit => {
		const effects: Readonly<Record<Effect, () => void>> = {
			open() {
				const {choices, choice} = store.get();
				void loader.open(path.join('folder' in start ? start.folder : '', choices[choice] ?? ''));
			},
			quit,
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
