import {expect, test} from 'vitest';
import {requestedText} from '../../../source/campaign/problems/requested-agents.js';
import type {Iteration} from '../../../source/campaign/model/iteration.js';
import {loadIterations} from '../../../source/campaign/files/load.js';
import {openCampaign} from '../../../source/campaign/files/parameters.js';
import type {Problem} from '../../../source/campaign/problems/problem.js';
import {problemsOf} from '../../../source/campaign/problems/problems.js';
import {skipHints} from '../../../source/campaign/errors.js';
import {folderOf, logOf, agent} from '../agents/agents-builder.js';
import {iteration, side, skipped} from './iterations-builder.js';

const fixture = new URL('../../../fixtures/test_case_1-incremental-it-1', import.meta.url).pathname;
const brief = (problems: readonly Problem[]) => problems.map(({kind, severity, iterations, count, sentence}) => ({
	kind, severity, iterations, count, sentence,
}));

async function load(folder: string): Promise<readonly Iteration[]> {
	const iterations: Iteration[] = [];
	for await (const next of loadIterations(await openCampaign(folder), {cache: false})) {
		iterations.push(next);
	}

	return iterations;
}

test('reports nothing for healthy iterations', () => {
	expect(problemsOf([iteration(), iteration({id: 'A-1', index: 2})])).toEqual([]);
	expect(problemsOf([])).toEqual([]);
});

test('the real campaign has a skipped iteration, 12 failed calls with their kind of error, and three lost casts', async () => {
	const iterations = await load(fixture);
	expect(brief(problemsOf(iterations))).toEqual([
		{
			kind: 'skipped',
			severity: 'error',
			iterations: [12],
			count: 1,
			sentence: 'parasilo-14.rennes.grid5000.fr_controller-0-topic-0-G-0-0.log: empty log',
		},
		{
			kind: 'failed-messages', severity: 'warning', iterations: [10], count: 12, sentence: '12 of 1,440 messages of the clients failed (0.8%)',
		},
		{
			kind: 'lost-messages', severity: 'warning', iterations: [5], count: 3, sentence: '3 of 7,500 casts were not processed (0.04 %)',
		},
		{
			kind: 'error-kind',
			severity: 'warning',
			iterations: [10],
			count: 12,
			sentence: '12 times: Timed out waiting for a reply to message ID <id>',
		},
		{
			kind: 'console-complaints',
			severity: 'warning',
			iterations: [4],
			count: 1,
			sentence: 'consoles of 1 iteration report missing messages, but all are in the logs',
		},
	]);
	expect(problemsOf(iterations).find(({kind}) => kind === 'lost-messages')?.quote)
		.toBe('parasilo-14.rennes.grid5000.fr_controller-0-topic-0-B-1-0_docker.log: ERROR:root:Test timed out - not all messages accounted for');
});

test('failures are sorted by their share, not their number, and severe from 1%', () => {
	const problems = problemsOf([
		iteration({index: 1, clients: {ok: 99_700, failed: 300}}),
		iteration({index: 2, clients: {ok: 995, failed: 5}}),
		iteration({index: 3, servers: {ok: 99, failed: 1}}),
	]);
	expect(problems.map(({severity, iterations, count, weight}) => [severity, iterations, count, weight])).toEqual([
		['error', [3], 1, 0.01], ['warning', [2], 5, 0.005], ['warning', [1], 300, 0.003],
	]);
});

test('collects a kind of error across iterations and sides, the most frequent first, with one full example', () => {
	const kind = (name: string, count: number, example: string) => ({
		kind: name, count, distinct: 1, example,
	});
	const problems = problemsOf([
		iteration({index: 1, clients: {errorKinds: [kind('Timed out <n>', 2, 'Timed out 17')]}, servers: {errorKinds: [kind('refused', 3, 'refused')]}}),
		iteration({index: 2, clients: {errorKinds: [kind('refused', 4, 'refused')]}}),
	]);
	expect(problems.map(({sentence, iterations, count, example}) => [sentence, iterations, count, example])).toEqual([
		['7 times: refused', [1, 2], 7, 'refused'], ['2 times: Timed out <n>', [1], 2, 'Timed out 17'],
	]);
	expect(new Set(problems.map(({remedy}) => remedy)).size).toBe(2);
});

test('idle agents are a warning, an inactive side is an error', () => {
	const problems = problemsOf([iteration({index: 1, clients: {idle: 2}, servers: {idle: 1}}), iteration({index: 2, clients: {idle: 10, start: null}})]);
	expect(problems.map(({severity, count, sentence}) => [severity, count, sentence])).toEqual([
		['error', 10, '10 of 10 clients did nothing'],
		['warning', 3, '2 of 10 clients and 1 of 10 servers did nothing'],
	]);
});

test('10 more agents than the increment are fine if they were requested before, two fewer are not', () => {
	const parameters = {nbr_clients: 10, nbr_servers: 10};
	const second = iteration({
		id: 'A-1', index: 2, parameters, clients: {agents: 18}, servers: {agents: 20},
	});
	expect(brief(problemsOf([iteration({parameters}), second]))).toEqual([{
		kind: 'missing-agents', severity: 'warning', iterations: [2], count: 2, sentence: 'clients: asked +10 → 20, ran 18',
	}]);
});

test('mentions the increment only if it differs from the requested total', () => {
	expect(requestedText({
		increment: 20, times: 1, requested: 40, found: 40,
	})).toBe('asked +20 → 40, ran 40');
	expect(requestedText({
		increment: 1000, times: 1, requested: 1000, found: 998,
	})).toBe('asked 1,000, ran 998');
	expect(requestedText({
		increment: 20, times: 1, requested: null, found: null,
	})).toBe('asked 20, ran —');
	expect(requestedText({
		increment: 20, times: 1, requested: 40, found: null,
	}, {ascii: true})).toBe('asked +20 -> 40, ran -');
	expect(requestedText({
		increment: 2, times: 10, requested: 20, found: 19,
	})).toBe('asked 2 × 10 = 20, ran 19');
	expect(requestedText({
		increment: null, times: 1, requested: 25, found: 25,
	})).toBe('asked 25, ran 25');
});

test('counts names used by several logs', async () => {
	const shard = logOf({twice: agent({samples: [1]})}, {server: agent({start: 1001, samples: [1]})});
	const other = logOf({twice: agent({samples: [2]})}, {other: agent({start: 1001, samples: [1]})});
	const folder = folderOf({'params.json': JSON.stringify([{backup_dir: 'a'}]), 'a/h_controller-0-t-0.log': shard, 'a/h_controller-0-t-1.log': other});
	expect(brief(problemsOf(await load(folder)))).toEqual([{
		kind: 'duplicate-agents', severity: 'warning', iterations: [1], count: 1, sentence: '1 agent name is in several logs; the last result of a name counts',
	}]);
});

test('detects clock problems by a server that starts before any client, or a negative latency', () => {
	const {latency} = side();
	const problems = problemsOf([
		iteration({index: 1, clients: {start: 1000}, servers: {start: 999.75}}),
		iteration({index: 2, servers: {latency: {...latency, min: -2000}}}),
		iteration({index: 3, clients: {start: 1000}, servers: {start: 999.9995}}),
		iteration({index: 4, clients: {start: null}, servers: {start: 1}}),
	]);
	expect(problems.map(({kind, iterations, sentence, count}) => [kind, iterations, sentence, count])).toEqual([
		['clocks', [1, 2], 'a message took -2.00 s in A-1, and 1 more iteration (reported above 1.00 ms)', 2],
	]);
	expect(problemsOf([iteration({index: 1, clients: {start: 1000}, servers: {start: 999.75}})]).map(({sentence}) => sentence)).toEqual([
		'the first server started 250 ms before the first client (reported above 1.00 ms)',
	]);
});

test('every reason to skip an iteration has its own remedy', () => {
	const hints = Object.values(skipHints);
	expect(new Set(hints).size).toBe(hints.length);
	expect(problemsOf([skipped('a: absent folder', {index: 4, code: 'folder-missing'})])[0]?.remedy).toBe(skipHints['folder-missing']);
});

test('an agent named like another reason does not change the remedy', () => {
	const [problem] = problemsOf([skipped('a.log: agent x: absent folder: msgs_ok is missing', {code: 'log-not-ombt'})]);
	expect(problem?.remedy).toBe(skipHints['log-not-ombt']);
});

test('finding problems in 1,000 iterations, a tenth of them bad, takes less than ten times as long as printing JSON', () => {
	const troubled = Array.from({length: 1000}, (_, position) => iteration({
		id: `A-${position}`,
		index: position + 1,
		parameters: {nbr_clients: 1, nbr_servers: 1},
		backupDir: 'nbr_clients__10-nbr_servers__10',
		clients: position % 10 > 0
			? {}
			: {
				failed: position, idle: 1, errorKinds: [{
					kind: `kind ${position % 7}`, count: 1, distinct: 1, example: 'x',
				}],
			},
	}));
	const time = (work: () => unknown) => {
		const start = performance.now();
		work();
		return performance.now() - start;
	};

	// Alternating, so that other load on the machine slows both.
	const times = Array.from({length: 30}, () => [time(() => problemsOf(troubled)), time(() => JSON.stringify(troubled))] as const);
	expect(Math.min(...times.map(([found]) => found))).toBeLessThan(10 * Math.min(...times.map(([, printed]) => printed)));
});
