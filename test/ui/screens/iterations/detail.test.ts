import {expect, test} from 'vitest';
import {requestedAgents} from '../../../../source/campaign/problems/requested-agents.js';
import {detailLines} from '../../../../source/ui/screens/iterations/detail.js';
import {requestedAgentsOf} from '../../../../source/ui/screens/iterations/state.js';
import {widthOf} from '../../../../source/text/cells.js';
import {iteration, skipped} from '../../../campaign/problems/iterations-builder.js';
import {asciiLook, plainLook} from '../../look.js';
import {plainLines} from '../../../plain-lines.js';

const kinds = (...counts: readonly number[]) => counts.map((count, position) => ({
	kind: `error ${position + 1}`, count, distinct: 1, example: '',
}));
const iterations = [
	iteration({
		id: 'A-0', parameters: {nbr_clients: 10, nbr_servers: 4}, servers: {agents: 4},
	}),
	iteration({
		id: 'A-1', index: 2, parameters: {
			nbr_clients: 20, nbr_servers: 4, pause: null, topics: ['topic-0'],
		}, duplicateAgents: 2,
		clients: {agents: 29, errorKinds: kinds(9, 8, 7, 6, 5)}, servers: {agents: 8},
	}),
	skipped('empty log', {id: 'A-2', index: 3, parameters: {nbr_clients: 20}}),
];
const [first, second, lost] = iterations;
const detail = (item = second, width = 80, look = plainLook) => item
	? detailLines(item, {
		side: 'auto', requested: requestedAgentsOf({iterations}, item), width,
	}, look)
	: [];

test('explains an increment: what it adds, the total, and the actual number', () => {
	expect(detail(first)[1]).toBe('clients  asked 10, ran 10   servers  asked 4, ran 4');
	expect(detail(second)[1]).toBe('clients  asked +20 → 30, ran 29   servers  asked +4 → 8, ran 8');
	expect(detail(second, 60).slice(1, 3)).toEqual(['clients  asked +20 → 30, ran 29', 'servers  asked +4 → 8, ran 8']);
	expect(detail(second, 60, asciiLook)[1]).toBe('clients  asked +20 -> 30, ran 29');
	expect(detail(lost)[1]).toBe('clients  asked +20 → 50, ran —   servers  asked —, ran —');
});

test('computes requested agents once for all iterations, and again for others', () => {
	expect(second && requestedAgentsOf({iterations}, second)).toBe(second && requestedAgentsOf({iterations}, second));
	expect(second && requestedAgentsOf({iterations: [second]}, second)).toEqual(second && requestedAgents([second])[0]);
});

test('shows totals and percentiles of both sides next to each other', () => {
	// All 1,000 samples are in 5–6 ms.
	const lines = detail(first);
	expect(lines.slice(2, 7)).toEqual([
		'sent 1,000, processed 1,000',
		'latency in ms  clients  servers',
		'agents              10        4',
		'messages ok      1,000    1,000',
		'failed               0        0',
	]);
	expect(lines).toContain('ok per client  100 (100–100)');
	expect(lines).toContain('ok per server  100 (100–100)');
	expect(lines).toContain('rate, msg/s        100      100');
	expect(plainLines(lines).join('\n')).not.toContain('failed per');
	expect(detail(iteration({clients: {failed: 5, perAgentFailed: {mean: 0.5, min: 0, max: 3}}}))).toContain('failed per client  0.500 (0–3)');
	expect(lines).toContain('p50                5.5      5.5');
	expect(plainLines(lines).find(line => line.startsWith('p95'))).toMatch(/^p95 +5\.[89] +5\.[89]$/v);
	expect(plainLines(detail(first, 80, asciiLook)).find(line => line.startsWith('latency stdev'))).toBe('latency stdev     1.00     1.00');
});

test('counts agents of several logs, and errors beyond the three most frequent', () => {
	expect(detail()).toContain('2 agents are in several logs: the last counts');
	expect(detail(iteration({duplicateAgents: 1}))).toContain('1 agent is in several logs: the last counts');
	expect(plainLines(detail(first)).join('\n')).not.toMatch(/several logs|errors/v);
	const from = detail().indexOf('errors');
	expect(detail().slice(from, from + 5)).toEqual(['errors', '  9 × error 1', '  8 × error 2', '  7 × error 3', '  2 more kinds: 7 Problems']);
});

test('shows losses at the top, and the actual run if it differs from the configuration', () => {
	const cast = iteration({
		id: 'A-0', callType: 'rpc-call', ranAs: 'rpc-cast', evidence: 'console', clients: {ok: 1000}, servers: {ok: 997},
	});
	expect(detail(cast, 100).slice(0, 3)).toEqual([
		'A-0  broker rpc-cast',
		'ran as rpc-cast, params.json says rpc-call: *_docker.log says "RPC cast test results"',
		'sent 1,000, processed 997, lost 3 (0.3 %)',
	]);
	const fanout = iteration({
		callType: 'rpc-fanout', clients: {agents: 1, ok: 100}, servers: {agents: 4, ok: 401}, fanout: {ok: 400, sent: 400},
	});
	expect(detail(fanout, 100)[1]).toBe('sent 100, to be processed 400, processed 401, lost 0, 1 more than expected, propagation 10.0 s');
});

test('a null parameter is a dash, and other types are shown as JSON', () => {
	const lines = detail();
	expect(lines).toContain('pause          —');
	expect(detail(second, 80, asciiLook)).toContain('pause          -');
	expect(lines).toContain('topics         ["topic-0"]');
});

test('no line is too wide', () => {
	for (const item of iterations) {
		for (let width = 10; width < 90; width += 7) {
			expect(Math.max(...detail(item, width).map(line => widthOf(line)))).toBeLessThanOrEqual(width);
		}
	}
});
