import {expect, test} from 'vitest';
import {outliersOf} from '../../../source/campaign/model/outliers.js';
import {createRandom} from '../../benchmark/generate.js';

type Agent = {readonly host: number; readonly mean?: number; readonly ok?: number};

function figuresOf(agents: readonly Agent[]): Parameters<typeof outliersOf>[0] {
	const ok = Float64Array.from(agents, agent => agent.ok ?? 100);
	return {
		ok,
		means: Float64Array.from(agents, ({mean = 10}) => mean),
		host: Int32Array.from(agents, ({host}) => host),
		hosts: Array.from({length: 1 + Math.max(-1, ...agents.map(({host}) => host))}, (_, host) => `host-${host}`),
		busiest: [...ok].map((value, index) => ({name: `agent-${index}`, ok: value})).sort((a, b) => b.ok - a.ok).slice(0, 3),
	};
}

/** Hosts with this many agents each, whose means follow a distribution; `slow` has the factors of slow hosts, by index. */
const hostsOf = (hosts: number, perHost: number, mean: () => number, slow: Readonly<Record<number, number>> = {}): readonly Agent[] =>
	Array.from({length: hosts * perHost}, (_, agent) => ({host: agent % hosts, mean: mean() * (slow[agent % hosts] ?? 1)}));

const slowOf = (agents: readonly Agent[]) => (outliersOf(figuresOf(agents)).slow?.hosts ?? []).map(({host}) => host);
const gauss = (random: () => number) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
/** The means of agents with a thousand messages each differ by some percent; those with few and heavy-tailed latencies by a factor. */
const spreads = {narrow: 0.05, usual: 0.25, wide: 1} as const;
const meansOf = (sigma: number, seed: number) => {
	const random = createRandom(seed);
	return () => 20 * Math.exp(sigma * gauss(random));
};

test.for([[3, 4], [3, 5], [4, 5], [10, 3], [10, 10], [72, 20], [72, 200]] as const)('finds only the host that takes three times as long among %i hosts with %i agents each', ([hosts, perHost]) => {
	for (let seed = 1; seed <= 20; seed++) {
		expect(slowOf(hostsOf(hosts, perHost, meansOf(spreads.narrow, seed), {1: 3}))).toEqual(['host-1']);
	}
});

test('finds several slow hosts, the slowest first, even if one of ten agents there is fast', () => {
	const agents = hostsOf(12, 10, meansOf(spreads.usual, 3), {2: 3, 7: 6, 9: 4});
	expect(outliersOf(figuresOf(agents)).slow?.count).toBe(3);
	expect(slowOf(agents)).toEqual(['host-7', 'host-9', 'host-2']);
	expect(slowOf(agents.map((agent, index) => index === 7 ? {...agent, mean: 1} : agent))).toEqual(['host-7', 'host-9', 'host-2']);
});

test('does not report a slightly slower host, or a few slow agents of many', () => {
	expect(slowOf(hostsOf(10, 20, meansOf(spreads.narrow, 5), {4: 1.3}))).toEqual([]);
	const agents = hostsOf(10, 20, meansOf(spreads.narrow, 5));
	expect(slowOf(agents.map((agent, index) => index < 100 && index % 10 === 4 ? {...agent, mean: 500} : agent))).toEqual([]);
});

test.for(Object.entries(spreads))('reports no slow host among identical agents (%s spread), except by chance in one of a hundred iterations', ([, sigma]) => {
	for (const [hosts, perHost] of [[3, 3], [4, 5], [6, 4], [10, 10], [30, 5]] as const) {
		let alarms = 0;
		for (let seed = 1; seed <= 1000; seed++) {
			alarms += slowOf(hostsOf(hosts, perHost, meansOf(sigma, seed * 31))).length > 0 ? 1 : 0;
		}

		expect(alarms).toBeLessThanOrEqual(sigma === spreads.narrow ? 0 : 10);
	}
});

test('reports nothing with two hosts, two agents per host, or without hosts in names', () => {
	expect(slowOf(hostsOf(2, 50, () => 10, {1: 9}))).toEqual([]);
	expect(slowOf(hostsOf(9, 2, () => 10, {1: 9}))).toEqual([]);
	expect(slowOf(hostsOf(9, 5, () => 10, {1: 9}).map(agent => ({...agent, host: -1})))).toEqual([]);
	expect(outliersOf(figuresOf([]))).toEqual({busy: null, slow: null});
});

test('agents without samples are neither slow nor fast', () => {
	const agents = hostsOf(5, 6, meansOf(spreads.narrow, 8), {3: 4}).map((agent, index) => index % 6 === 0 ? {...agent, mean: Number.NaN} : agent);
	expect(slowOf(agents)).toEqual(['host-3']);
});

test('an agent is busy with more than four times the median and more than fifty messages', () => {
	const busyOf = (...ok: readonly number[]) => {
		const {busy} = outliersOf(figuresOf(ok.map(value => ({host: 0, ok: value}))));
		return busy && [busy.median, busy.count, busy.agents.map(agent => agent.ok)];
	};

	expect(busyOf(100, 100, 100, 401)).toEqual([100, 1, [401]]);
	expect(busyOf(100, 100, 100, 400)).toBeNull();
	expect(busyOf(5, 5, 5, 50)).toBeNull();
	expect(busyOf(0, 0, 51)).toEqual([0, 1, [51]]);
	expect(busyOf(0, 1000)).toBeNull();
	expect(busyOf(...Array.from({length: 20}, () => 10), 900, 500, 700, 600)).toEqual([10, 4, [900, 700, 600]]);
});
