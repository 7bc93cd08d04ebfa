import fc from 'fast-check';
import {expect, test} from 'vitest';
import {type AgentResult, absent} from '../../../source/campaign/logs/agent-result.js';
import {addExactly, SideSums} from '../../../source/campaign/logs/side-sums.js';

const sumOf = (results: readonly AgentResult[]): SideSums => {
	const side = new SideSums();
	for (const result of results) {
		side.add('', result);
	}

	return side;
};

const agentWith = (scalars: Partial<AgentResult['scalars']>): AgentResult => ({scalars: {...absent, ...scalars}, distribution: [], errors: []});

const amount = fc.double({min: 0, max: 1e12, noNaN: true});
const time = fc.oneof(fc.constant(Number.NaN), fc.double({min: 1.5e9, max: 1.6e9, noNaN: true}));
const agents = fc.array(
	fc.record({
		scalars: fc.record({
			start: time,
			stop: time,
			ok: fc.nat(),
			failed: fc.nat(),
			min: time,
			max: time,
			total: amount,
			count: fc.nat(),
			sumOfSquares: amount,
		}),
		distribution: fc.uniqueArray(
			fc.record({
				decade: fc.nat(15),
				counts: fc.array(fc.oneof(fc.nat(), fc.bigInt({min: 0n, max: 10n ** 20n})), {minLength: 10, maxLength: 10}),
			}),
			{maxLength: 3, selector: ({decade}) => decade},
		),
		errors: fc.array(fc.tuple(fc.constantFrom('a', '__proto__', 'b'), fc.nat()), {maxLength: 3}),
	}),
	{minLength: 1, maxLength: 12},
);

test('the order of agents does not change counts, and other sums by at most 1e-9', () => {
	fc.assert(fc.property(agents.chain(list => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, {minLength: list.length}))), ([list, shuffled]) => {
		const [sideSums, other] = [sumOf(list), sumOf(shuffled)];
		expect([other.agents, other.idle]).toEqual([sideSums.agents, sideSums.idle]);
		expect(other.distribution).toEqual(sideSums.distribution);
		expect(other.errors).toEqual(sideSums.errors);
		for (const name of ['ok', 'failed', 'count'] as const) {
			expect(other.sum(name)).toBe(sideSums.sum(name));
		}

		for (const name of ['total', 'sumOfSquares'] as const) {
			expect(Math.abs(other.sum(name) - sideSums.sum(name))).toBeLessThanOrEqual(sideSums.sum(name) * 1e-9);
		}

		for (const name of ['start', 'min', 'ok'] as const) {
			expect(other.min(name)).toBe(sideSums.min(name));
			expect(other.max(name)).toBe(sideSums.max(name));
		}
	}), {numRuns: 300});
});

test('sums of a distribution are exact integers, bigints from 2⁵³ on', () => {
	fc.assert(fc.property(agents, list => {
		for (const [decade, sums] of sumOf(list).distribution) {
			for (const [index, sum] of sums.entries()) {
				const exact = list.reduce((total, {distribution}) => total + BigInt(distribution.find(row => row.decade === decade)?.counts[index] ?? 0), 0n);
				expect(BigInt(sum)).toBe(exact);
				expect(typeof sum === 'bigint' || Number.isSafeInteger(sum)).toBe(true);
			}
		}
	}), {numRuns: 300});
});

test.each([
	[1, 2, 3],
	[2 ** 53 - 1, 1, 2n ** 53n],
	[2n ** 60n, 1, 2n ** 60n + 1n],
	[0.5, 0.25, 0.75],
	[2n ** 60n, 0.5, 2 ** 60],
])('%s and %s are %s', (a, b, sum) => {
	expect(addExactly(a, b)).toBe(sum);
});

test('a start of 0 is ignored unless no agent has another', () => {
	expect(sumOf([agentWith({start: 0}), agentWith({start: 5}), agentWith({start: 3})]).min('start')).toBe(3);
	expect(sumOf([agentWith({start: 0}), agentWith({})]).min('start')).toBe(0);
	expect(sumOf([agentWith({}), agentWith({})]).min('start')).toBeNull();
});

test('an agent without messages is idle, a failed one is not', () => {
	expect(sumOf([agentWith({}), agentWith({failed: 1}), agentWith({ok: 1})])).toMatchObject({agents: 3, idle: 1});
});

test('a minimum of 0 ms is valid', () => {
	expect(sumOf([agentWith({min: 0}), agentWith({min: 2})]).min('min')).toBe(0);
});
