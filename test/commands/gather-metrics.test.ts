import {expect, test} from 'vitest';
import {isLoaded, type LoadedIteration} from '../../source/campaign/model/iteration.js';
import {loadIterations} from '../../source/campaign/files/load.js';
import {openCampaign} from '../../source/campaign/files/parameters.js';
import {gatherMetrics, type Gathered, metricsProblem} from '../../source/commands/gather-metrics.js';
import {catalogue} from '../../source/metrics/catalogue.js';
import {campaignFolder, iterationIds} from '../metrics/expected.js';
import {recordedEngine, type RecordedEngine} from '../metrics/recorded-engine.js';

const iterations: LoadedIteration[] = [];
for await (const iteration of loadIterations(await openCampaign(campaignFolder), {cache: false})) {
	if (isLoaded(iteration)) {
		iterations.push(iteration);
	}
}

async function gather(engine: RecordedEngine, {signal = new AbortController().signal, some = iterations} = {}): Promise<readonly Gathered[]> {
	const gathered: Gathered[] = [];
	for await (const itemGathered of gatherMetrics(some, {
		campaignFolder, metrics: catalogue.slice(2, 4), everySeconds: 30, engineName: 'auto', engine: async () => engine, cache: false, signal, onProgress() {},
	})) {
		gathered.push(itemGathered);
	}

	return gathered;
}

test('yields iterations in order, two at a time: the next one opens while the previous one is queried', async () => {
	// Earlier iterations take longer.
	const engine = recordedEngine({
		async before({window}) {
			const start = Number(window.start) / 1e9;
			const index = [...new Set(iterations)].findIndex(({servers, clients}) =>
				Math.abs(Math.max(servers.start ?? 0, clients.start ?? 0) - 30 - start) < 1);
			await new Promise(resolve => {
				setTimeout(resolve, (iterations.length - index) * 3);
			});
		},
	});
	expect((await gather(engine)).map(({iteration}) => iteration.label)).toEqual(iterationIds);
	const open = new Set<string>();
	const together: number[] = [];
	for (const call of engine.calls) {
		const [what = '', id = ''] = call.split(' ');
		if (what === 'open') {
			open.add(id);
			together.push(open.size);
		} else if (what === 'close') {
			open.delete(id);
		}
	}

	expect(together[0]).toBe(1);
	expect(new Set(together.slice(1))).toContain(2);
	expect(Math.max(...together)).toBe(2);
	expect(open.size).toBe(0);
});

test('an abort ends both running iterations, and closes every engine before it is reported', async () => {
	const controller = new AbortController();
	const engine = recordedEngine({
		async before() {
			controller.abort(new Error('enough'));
		},
	});
	await expect(gather(engine, {signal: controller.signal})).rejects.toThrow('enough');
	expect(engine.calls.filter(call => call.startsWith('open')).length).toBe(engine.calls.filter(call => call.startsWith('close')).length);
});

test('reports a failure once for everything affected', async () => {
	const some = iterations.slice(0, 2);
	expect(metricsProblem(await gather(recordedEngine({closed: 'no room'}), {some}))).toEqual(['A-0, A-1: no metrics: no room; open it']);
	expect(metricsProblem(await gather(recordedEngine({broken: ['usage_mem_rabbit']}), {some}))).toEqual(['A-0, A-1: no usage_mem_rabbit: it broke']);
	expect(metricsProblem(await gather(recordedEngine({broken: ['usage_mem_rabbit']})))).toEqual([
		'A-0, A-1, A-2, B-0, B-1, C-0, C-1, D-0, D-1, E-0, F-0: no usage_mem_rabbit: it broke',
	]);
	expect(metricsProblem(await gather(recordedEngine({notes: ['a.tsm: damaged at byte 7']}), {some}))).toEqual([
		'A-0, A-1: incomplete: a.tsm: damaged at byte 7',
	]);
	expect(metricsProblem(await gather(recordedEngine(), {some}))).toEqual([]);
});
