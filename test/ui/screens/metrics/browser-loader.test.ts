import {mkdirSync} from 'node:fs';
import path from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import type {MeasurementContents} from '../../../../source/metrics/contents.js';
import type {Connection, Engine} from '../../../../source/metrics/engines/engine.js';
import {reduce} from '../../../../source/ui/keys/bindings.js';
import {openedPicker, pickerItems} from '../../../../source/ui/overlays/picker/pickers.js';
import {browser} from '../../../../source/ui/screens/metrics/browser/state.js';
import {createBrowserLoader} from '../../../../source/ui/screens/metrics/browser/loader.js';
import {previewLines} from '../../../../source/ui/screens/metrics/browser/preview-lines.js';
import {createEngines} from '../../../../source/ui/screens/metrics/engines.js';
import {createStore} from '../../../../source/ui/state/store.js';
import type {State} from '../../../../source/ui/state/state.js';
import {namedKey} from '../../../../source/ui/terminal/key.js';
import {newFolder} from '../../../campaign-builder.js';
import {stateWith} from '../../state-builder.js';
import {plainLines} from '../../../plain-lines.js';
import {minuteLong} from './answered-state.js';

const netstat: MeasurementContents = {
	measurement: 'netstat', fields: ['tcp_established', 'tcp_listen', 'tcp_close'].map(name => ({name, type: 'integer'})), tags: [{name: 'host', values: 1}], series: 1, everySeconds: 10,
};

type Asked = {readonly field: string; readonly signal: AbortSignal; readonly answer: () => void};

/** The browser, with an engine whose queries are answered by the test. */
function openBrowser(failure?: string) {
	const asked: Asked[] = [];
	const connection: Connection = {
		version: 'test 1',
		database: 'telegraf',
		list: async () => [netstat],
		async query({metric}, signal) {
			return new Promise((resolve, reject) => {
				const answer = () => {
					resolve([{tags: {}, points: [[1_000_000, 12], [1_010_000, 34]]}]);
				};

				asked.push({field: 'field' in metric ? metric.field : '', signal, answer});
				signal.addEventListener('abort', () => {
					reject(new Error('it was aborted'));
				});
			});
		},
		recordedSeconds: async () => 10,
		otherDatabases: async () => [],
		async close() {
			// Nothing to close.
		},
	};
	const engine: Engine = {
		name: 'test',
		whyUnavailable: async () => undefined,
		async open() {
			if (failure !== undefined) {
				throw new Error(failure);
			}

			return connection;
		},
	};
	const folder = newFolder('browser');
	mkdirSync(path.join(folder, 'a-1', 'influxdb-data', 'data'), {recursive: true});
	const store = createStore<State>(stateWith({screen: 'metrics', iterations: [{...minuteLong(1), backupDir: 'a-1'}], folder}));
	const metrics = {
		metrics: [], problems: [], engineName: 'auto', chooseEngine: async () => engine, everySeconds: undefined, database: undefined, maxUnpacked: undefined, cache: true,
	};
	const loader = createBrowserLoader({store, metrics}, createEngines(metrics));
	onTestFinished(store.subscribe(loader.update));
	onTestFinished(async () => loader.stop());
	const press = (...keys: readonly string[]) => {
		for (const key of keys) {
			store.update(state => reduce(state, key.length === 1 ? {name: key, text: key, paste: false} : namedKey(key)));
		}
	};

	press('m', ...'any', 'enter');
	const preview = () => plainLines(previewLines(store.get(), {width: 40, height: 15})).join('\n');
	return {
		store, asked, press, preview,
	};
}

const until = async (isSo: () => boolean): Promise<void> => expect.poll(isSo, {timeout: 5000}).toBe(true);

test('a preview is aborted when the choice changes, and not requested again once loaded', async () => {
	const {asked, press, preview, store} = openBrowser();
	await until(() => asked.length === 1);
	expect(preview()).toContain('reading the database');
	press('enter', 'down');
	await until(() => asked.length === 2);
	expect(asked.map(({field, signal}) => [field, signal.aborted])).toEqual([['tcp_established', true], ['tcp_listen', false]]);
	asked[1]!.answer();
	await until(() => preview().includes('max 34'));
	press('up');
	await until(() => asked.length === 3);
	press('down');
	await until(() => asked[2]!.signal.aborted);
	expect(preview()).toContain('max 34');
	// Nothing is loaded after the browser is closed.
	press('down');
	await until(() => asked.length === 4);
	press('escape', 'escape', 'escape');
	expect(store.get().overlay).toBeUndefined();
	await until(() => asked[3]!.signal.aborted);
	expect(asked).toHaveLength(4);
});

test('while a key is held down, only the last item is requested', async () => {
	const {asked, press} = openBrowser();
	await until(() => asked.length === 1);
	press('enter', 'down', 'down', 'up', 'down');
	await until(() => asked.length === 2);
	expect(asked.map(({field}) => field)).toEqual(['tcp_established', 'tcp_close']);
});

test('the reason for a missing list is shown in its place', async () => {
	const {store, press} = openBrowser('the archive is a teapot');
	await until(() => browser.get(store.get()).contents.size === 1);
	expect(pickerItems(store.get())).toEqual([]);
	expect(openedPicker(store.get())?.waiting?.(store.get())).toEqual(['no list: the archive is a teapot']);
	// Reopening the browser queries it again.
	press('escape', ...'any', 'enter');
	expect(browser.get(store.get()).contents.size).toBe(0);
});
