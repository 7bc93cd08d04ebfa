import {readFileSync} from 'node:fs';
import path from 'node:path';
import {
	afterEach, expect, onTestFinished, test, vi,
} from 'vitest';
import {reduce} from '../../../../source/ui/keys/bindings.js';
import {openPager} from '../../../../source/ui/overlays/pager.js';
import {queryLines} from '../../../../source/ui/screens/metrics/query/editor.js';
import {createQueryLoader} from '../../../../source/ui/screens/metrics/query/loader.js';
import {query} from '../../../../source/ui/screens/metrics/query/state.js';
import {requestsOf} from '../../../../source/ui/screens/metrics/requests.js';
import {metrics, selectedMetric} from '../../../../source/ui/screens/metrics/state.js';
import {currentOverlay, currentScreen, type State} from '../../../../source/ui/state/state.js';
import {createStore} from '../../../../source/ui/state/store.js';
import {namedKey} from '../../../../source/ui/terminal/key.js';
import {newFolder} from '../../../campaign-builder.js';
import {plainLook} from '../../look.js';
import {
	answer, cpuOutcome, metricsState, minuteLong,
} from './answered-state.js';

const about = minuteLong(1);
const start = answer(about, cpuOutcome(about, {'rabbit-0': [1, 2, 3]}))(metricsState([about]));

afterEach(() => {
	vi.unstubAllEnvs();
});

/** The screen with the loader that parses queries; single characters are typed. */
function openScreen() {
	const store = createStore<State>(start);
	const loader = createQueryLoader({store});
	onTestFinished(store.subscribe(loader.update));
	return {
		store,
		press(...keys: readonly string[]) {
			for (const key of keys) {
				store.update(state => reduce(state, key.length === 1 ? {name: key, text: key, paste: false} : namedKey(key)));
			}
		},
		/** Shows the sources of the figures, like `i`. */
		inspect() {
			store.update(state => openPager({title: 'Where this comes from', lines: [], keys: currentScreen(state).inspectKeys})(state));
		},
		async checked() {
			await expect.poll(() => query.get(store.get()).checked?.text === query.get(store.get()).text).toBe(true);
			return query.get(store.get()).checked;
		},
	};
}

const shown = 'SELECT mean(usage_percent) FROM docker_container_cpu WHERE container_name=~/^rabbit/ GROUP BY container_name, time(10s)';

test('i, Enter: the query of the shown metric without its time; edited in the middle it runs as a metric after the others, with its unit', async () => {
	const {store, press, inspect, checked} = openScreen();
	inspect();
	press('enter');
	expect(query.get(store.get()).text).toBe(shown);
	press('home', ...Array.from({length: 'SELECT mean'.length}, () => 'right'), 'ctrl-w', ...'max');
	await checked();
	press('enter');
	expect(currentOverlay(store.get())).toBeUndefined();
	expect(selectedMetric(store.get())).toMatchObject({name: 'max(usage_percent)', aggregate: 'max', unit: 'percent'});
	// Only this one is requested.
	expect(requestsOf(store.get()).flatMap(({metrics: due}) => due.map(({name}) => name))).toEqual(['max(usage_percent)']);

	// The same query does not add a second metric.
	inspect();
	press('enter');
	await checked();
	press('enter');
	expect(metrics.get(store.get()).all).toHaveLength(15);
});

test('Enter before the text is parsed runs it afterwards', async () => {
	const {store, press, inspect} = openScreen();
	inspect();
	press('enter', 'ctrl-u', ...'SELECT count(x) FROM m GROUP BY time(10s)', 'enter');
	await expect.poll(() => selectedMetric(store.get())?.name).toBe('count(x)');
	expect(currentOverlay(store.get())).toBeUndefined();
});

test('a mistake keeps the editor open, and Esc leads back to the screen', async () => {
	const {store, press, inspect, checked} = openScreen();
	inspect();
	press('enter', 'ctrl-u', ...'SELECT mean(x) FORM m', 'enter');
	expect(await checked()).toMatchObject({mistake: ['SELECT mean(x) FORM m', '               ^', 'expected FROM and a measurement']});
	expect(store.get().overlay).toBe('edit-query');
	press('escape');
	expect(store.get().overlay).toBeUndefined();
	expect(metrics.get(store.get()).all).toHaveLength(14);
});

test('the caret is below the mistake on any line, or after the last character', () => {
	const lines = (column: number) => queryLines('abcdefghij', ['', `${' '.repeat(column)}^`, 'expected k'], 4, plainLook);
	expect(lines(5)).toEqual(['abcd', 'efgh', ' ^', 'ij', 'expected', 'k']);
	expect(lines(10)).toEqual(['abcd', 'efgh', 'ij', '  ^', 'expected', 'k']);
	expect(queryLines('abcdefghij', [], 4, plainLook)).toEqual(['abcd', 'efgh', 'ij']);
});

test('s saves the query under a free name, and the screen shows the saved metric', async () => {
	const home = newFolder('config');
	vi.stubEnv('XDG_CONFIG_HOME', home);
	const {store, press, inspect} = openScreen();
	inspect();
	press('s', ...'net_recv_bus');
	const note = () => currentOverlay(store.get())?.field?.note?.(store.get(), plainLook);
	expect(note()).toBe('a metric of that name exists: type another');
	press('enter', ...' 2');
	expect(note()).toBe('a name has letters, digits, _ . and -, at most 60 in all');
	press('ctrl-u', ...'cpu_again', 'enter');
	await expect.poll(() => selectedMetric(store.get())?.name, {timeout: 5000}).toBe('cpu_again');
	expect(readFileSync(path.join(home, 'ombt-explorer', 'config.toml'), 'utf8')).toBe(`[[metric]]\nname = "cpu_again"\nunit = "percent"\ninfluxql = "${shown}"\n`);
	expect(store.get().messages.at(-1)?.text).toBe(`saved as cpu_again in ${path.join(home, 'ombt-explorer', 'config.toml')}`);
	expect(metrics.get(store.get()).all.map(({name}) => name).slice(-2)).toEqual(['net_sent_bus', 'cpu_again']);

	// The saved metric replaces the typed one.
	inspect();
	press('enter', 'ctrl-u', ...'SELECT count(x) FROM m GROUP BY time(10s)', 'enter');
	await expect.poll(() => selectedMetric(store.get())?.name).toBe('count(x)');
	inspect();
	press('s', ...'xs', 'enter');
	await expect.poll(() => metrics.get(store.get()).all.map(({name}) => name).slice(-2), {timeout: 5000}).toEqual(['cpu_again', 'xs']);
});
