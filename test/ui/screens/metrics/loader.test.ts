import {afterEach, expect, test} from 'vitest';
import {catalogue} from '../../../../source/metrics/catalogue.js';
import {loadIterations} from '../../../../source/campaign/files/load.js';
import {openCampaign} from '../../../../source/campaign/files/parameters.js';
import type {Iteration} from '../../../../source/campaign/model/iteration.js';
import type {Query} from '../../../../source/metrics/metric.js';
import {chooseBucket} from '../../../../source/ui/screens/metrics/bucket.js';
import {isScaling, toggleScale} from '../../../../source/ui/screens/metrics/common-scale.js';
import {createMetricsLoader} from '../../../../source/ui/screens/metrics/loader.js';
import {metricsOf, selectedMetric} from '../../../../source/ui/screens/metrics/state.js';
import {createStore} from '../../../../source/ui/state/store.js';
import {campaignFolder} from '../../../metrics/expected.js';
import {recordedEngine} from '../../../metrics/recorded-engine.js';
import {stateWith} from '../../state-builder.js';

const iterations: Iteration[] = [];
for await (const iteration of loadIterations(await openCampaign(campaignFolder), {cache: false})) {
	iterations.push(iteration);
}

const [first] = iterations;
const stops: Array<() => Promise<void>> = [];

afterEach(async () => {
	await Promise.all(stops.splice(0).map(async stop => stop()));
});

/** Screen 5 with A-0 and a loader, whose engine answers queries after `before`. */
function openScreen({before, everySeconds}: {readonly before?: (query: Query) => Promise<void>; readonly everySeconds?: number} = {}) {
	const engine = recordedEngine(before ? {before} : {});
	const store = createStore(stateWith({screen: 'metrics', iterations, folder: campaignFolder}));
	const loader = createMetricsLoader({
		store,
		metrics: {
			metrics: catalogue, problems: [], engineName: 'auto', chooseEngine: async () => engine, everySeconds, database: undefined, maxUnpacked: undefined, cache: false,
		},
	});
	store.subscribe(loader.update);
	stops.push(loader.stop);
	loader.update();
	const known = () => metricsOf(store.get(), first!);
	const seconds = () => [...known()?.outcomes.values() ?? []].map(({query}) => query.everySeconds);
	return {
		store, engine, known, seconds,
	};
}

/** A gate that answers wait for; closed at first. */
function createGate() {
	let isOpen = false;
	const waiting: Array<() => void> = [];
	return {
		async pass() {
			if (!isOpen) {
				await new Promise<void>(resolve => {
					waiting.push(resolve);
				});
			}
		},
		open() {
			isOpen = true;
			for (const resolve of waiting.splice(0)) {
				resolve();
			}
		},
		close() {
			isOpen = false;
		},
	};
}

const until = async (isSo: () => boolean): Promise<void> => expect.poll(isSo, {timeout: 5000}).toBe(true);

test('queries the requested bucket length, or the recording interval if longer', async () => {
	const {known, seconds, store} = openScreen();
	await until(() => known()?.progress === undefined && known()?.outcomes.size === 14);
	// netstat and RabbitMQ's overview are recorded every 30 s.
	expect(seconds().filter(item => item === 30)).toHaveLength(2);
	expect(new Set(seconds())).toEqual(new Set([10, 30]));
	expect(selectedMetric(store.get())?.name).toBe('usage_mem_rabbit');
});

test('starts with the bucket length of --every', async () => {
	const {known, seconds} = openScreen({everySeconds: 60});
	await until(() => known()?.progress === undefined && known()?.outcomes.size === 14);
	expect(new Set(seconds())).toEqual(new Set([60]));
});

test('queries another bucket length, and keeps the previous results until each new one arrives', async () => {
	const gate = createGate();
	gate.open();
	const {known, seconds, store} = openScreen({before: gate.pass});
	await until(() => known()?.progress === undefined && known()?.outcomes.size === 14);
	gate.close();
	store.update(chooseBucket(60));
	await until(() => known()?.requestedSeconds === 60);
	expect(known()?.outcomes.size).toBe(14);
	expect(seconds()).not.toContain(60);
	// Another choice while loading: the running queries are no longer needed.
	store.update(chooseBucket(300));
	await until(() => known()?.requestedSeconds === 300);
	gate.open();
	await until(() => known()?.progress === undefined && seconds().every(item => item === 300));
});

test('repeats a cancelled query when the user returns', async () => {
	const gate = createGate();
	const {known, store} = openScreen({before: gate.pass});
	await until(() => known()?.progress !== undefined);
	store.update(state => ({...state, screen: 'table'}));
	await until(() => known()?.requestedSeconds === undefined);
	gate.open();
	store.update(state => ({...state, screen: 'metrics'}));
	await until(() => known()?.progress === undefined && known()?.outcomes.size === 14);
});

test('a common scale queries the other iterations for the displayed metric only, one at a time', async () => {
	const {known, store, engine} = openScreen();
	await until(() => known()?.progress === undefined && known()?.outcomes.size === 14);
	const before = engine.calls.length;
	store.update(toggleScale);
	await until(() => !isScaling(store.get()));
	const others = engine.calls.slice(before);
	expect(others.filter(call => call.startsWith('open'))).toEqual(['A-1', 'A-2', 'B-0', 'B-1', 'C-0', 'C-1', 'D-0', 'D-1', 'E-0', 'F-0'].map(id => `open ${id}`));
	expect(new Set(others.filter(call => call.startsWith('query')))).toEqual(new Set(['query usage_mem_rabbit']));
});
