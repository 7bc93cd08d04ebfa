import {
	afterEach, describe, expect, test,
} from 'vitest';
import {loadIterations} from '../../../source/campaign/files/load.js';
import {openCampaign} from '../../../source/campaign/files/parameters.js';
import {isLoaded, type Iteration} from '../../../source/campaign/model/iteration.js';
import {campaignColumns} from '../../../source/campaign/query/campaign-columns.js';
import {catalogue} from '../../../source/metrics/catalogue.js';
import type {Query} from '../../../source/metrics/metric.js';
import {createFiguresLoader} from '../../../source/ui/figures/loader.js';
import {figureReasons} from '../../../source/ui/figures/state.js';
import {
	figuresNote, isLoadingFigures, loadedText, stopFigures,
} from '../../../source/ui/figures/in-use.js';
import {selectSavedMetric} from '../../../source/ui/screens/metrics/state.js';
import {toggleColumn} from '../../../source/ui/screens/table/state.js';
import {iterationsList, shownIterations} from '../../../source/ui/state/iterations.js';
import {sortBy, typeFilter} from '../../../source/ui/state/list.js';
import {scrollToCursor} from '../../../source/ui/layout.js';
import {createStore} from '../../../source/ui/state/store.js';
import {campaignFolder} from '../../metrics/expected.js';
import {recordedEngine} from '../../metrics/recorded-engine.js';
import {select, stateWith} from '../state-builder.js';

const campaign = await openCampaign(campaignFolder);
const iterations: Iteration[] = [];
for await (const iteration of loadIterations(campaign, {cache: false})) {
	iterations.push(iteration);
}

const name = 'max(usage_cpu_percent_rabbit)';
const stops: Array<() => Promise<void>> = [];

afterEach(async () => {
	await Promise.all(stops.splice(0).map(async stop => stop()));
});

type Options = {readonly before?: (query: Query) => Promise<void>; readonly closed?: string; readonly broken?: readonly string[]; readonly rows?: number};

/** The table, with a loader whose engine answers queries after `before`. */
function openTable({rows = 24, ...options}: Options = {}) {
	const engine = recordedEngine(options);
	const store = createStore(stateWith({
		screen: 'table', iterations, folder: campaignFolder, columns: campaignColumns(campaign.entries), size: {columns: 80, rows},
	}), scrollToCursor);
	const loader = createFiguresLoader({
		store,
		metrics: {
			metrics: catalogue,
			problems: [],
			engineName: 'auto',
			chooseEngine: async () => engine,
			everySeconds: undefined,
			database: undefined,
			maxUnpacked: undefined,
			cache: false,
		},
	});
	store.subscribe(loader.update);
	stops.push(loader.stop);
	loader.update();
	const column = () => store.get().columns.named(name)!;
	const isKnown = (iteration: Iteration) => isLoaded(iteration) && column().isPending?.(iteration) === false;
	const known = () => iterations.filter(iteration => isKnown(iteration)).map(({label}) => label);
	const opened = () => engine.calls.filter(call => call.startsWith('open ')).map(call => call.slice(5));
	return {
		store, engine, column, known, opened,
	};
}

/** Releases answers one by one. */
function createTurnstile() {
	const waiting: Array<() => void> = [];
	let isOpen = false;
	return {
		async pass() {
			if (!isOpen) {
				await new Promise<void>(resolve => {
					waiting.push(resolve);
				});
			}
		},
		isUsed: () => waiting.length > 0,
		open() {
			isOpen = true;
			for (const resolve of waiting.splice(0)) {
				resolve();
			}
		},
	};
}

const until = async (isSo: () => boolean): Promise<void> => expect.poll(isSo, {timeout: 5000}).toBe(true);
const settled = async () => new Promise(resolve => {
	setTimeout(resolve, 150);
});

describe('figures of metrics', () => {
	test('are columns from the start, without loading anything before one is in use', async () => {
		const {store, known, opened} = openTable();
		await settled();
		expect(store.get().columns.metrics).toHaveLength(4 * catalogue.length);
		expect([opened(), figuresNote(store.get())]).toEqual([[], []]);
		store.update(toggleColumn(name));
		await until(() => known().length === 11);
		expect(opened()).toHaveLength(11);
		expect(figuresNote(store.get())).toEqual([]);
		const {columns} = store.get();
		const first = iterations.find(iteration => isLoaded(iteration))!;
		// While the archive was open, the other metrics were queried too.
		expect(columns.named('mean(tcp_established_bus)')?.isPending?.(first)).toBe(false);
		store.update(toggleColumn('mean(tcp_established_bus)'));
		await settled();
		expect(opened()).toHaveLength(11);
	});

	test('are loaded for visible rows first, two at a time', async () => {
		const gate = createTurnstile();
		const {store, opened, known} = openTable({before: gate.pass, rows: 15});
		store.update(select(10));
		store.update(toggleColumn(name));
		await until(gate.isUsed);
		await settled();
		expect(opened()).toHaveLength(2);
		gate.open();
		await until(() => known().length === 11);
		// Two are loaded concurrently, in either order.
		const [visible, others] = [opened().slice(0, 4), opened().slice(4)];
		expect([...visible].sort()).toEqual(['D-0', 'D-1', 'E-0', 'F-0']);
		expect([...others].sort()).toEqual(['A-0', 'A-1', 'A-2', 'B-0', 'B-1', 'C-0', 'C-1']);
	});

	test('are loaded when needed after the campaign has been read, and nothing else changes', async () => {
		const {store, known, opened} = openTable();
		store.update(state => ({...state, loading: true}));
		await settled();
		store.update(toggleColumn(name));
		store.update(state => ({...state, loading: false}));
		await until(() => known().length === 11);
		expect(opened()).toHaveLength(11);
	});

	test('sort as they arrive; the number of missing ones is displayed', async () => {
		const gate = createTurnstile();
		const {store, known} = openTable({before: gate.pass});
		store.update(sortBy(iterationsList, name));
		await until(gate.isUsed);
		expect(loadedText(store.get(), [name])).toBe('0 of 11 loaded');
		expect(figuresNote(store.get())).toEqual(['metrics 0/11']);
		gate.open();
		await until(() => known().length === 11);
		expect(loadedText(store.get(), [name])).toBe('');
		expect(shownIterations(store.get())[0]?.label).toBe('C-0');
		expect(shownIterations(store.get()).findLast(iteration => isLoaded(iteration))?.label).toBe('A-2');
	});

	test('filter by available values, including iterations that the filter hides', async () => {
		const {store, known} = openTable();
		store.update(typeFilter(iterationsList, () => `${name}>18`));
		expect(shownIterations(store.get())).toEqual([]);
		await until(() => known().length === 11);
		expect(shownIterations(store.get()).map(({label}) => label)).toEqual(['A-2']);
	});

	test('stop loading on request; another metric, or reloading the campaign, resumes', async () => {
		const gate = createTurnstile();
		const {store, known, opened} = openTable({before: gate.pass});
		store.update(toggleColumn(name));
		await until(gate.isUsed);
		store.update(stopFigures);
		await settled();
		gate.open();
		await settled();
		expect([known(), isLoadingFigures(store.get()), opened().length]).toEqual([[], false, 2]);
		expect(figuresNote(store.get())).toEqual(['metrics 0/11 stopped']);
		store.update(state => ({...state, loading: true}));
		await settled();
		store.update(state => ({...state, loading: false}));
		await until(() => known().length === 11);
	});

	test('have no value if an archive cannot be read: the reason is shown once, and nothing is retried endlessly', async () => {
		const {store, known, opened, column} = openTable({closed: 'it is closed'});
		store.update(toggleColumn(name));
		await until(() => known().length === 11);
		await settled();
		expect(opened()).toHaveLength(11);
		expect(column().value(iterations.find(iteration => isLoaded(iteration))!)).toBeNull();
		expect(figureReasons(store.get(), iterations[0]!)).toEqual(['it is closed; open it']);
		expect(store.get().messages).toEqual([{kind: 'info', text: 'no metrics of 11 iterations: A-0: it is closed; open it'}]);
	});

	test('are available for a metric that was saved meanwhile', async () => {
		const {store} = openTable();
		store.update(selectSavedMetric('', {...catalogue[0]!, name: 'mine', title: 'mine'}));
		await until(() => store.get().columns.named('max(mine)') !== undefined);
	});

	test('of a metric that is not needed may fail silently', async () => {
		const {store, known} = openTable({broken: ['usage_mem_rabbit']});
		store.update(toggleColumn(name));
		await until(() => known().length === 11);
		expect(figureReasons(store.get(), iterations[0]!)).toEqual([]);
		store.update(toggleColumn('max(usage_mem_rabbit)'));
		await until(() => figureReasons(store.get(), iterations[0]!).length === 1);
		expect(figureReasons(store.get(), iterations[0]!)).toEqual(['it broke']);
	});
});
