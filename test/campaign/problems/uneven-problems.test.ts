import {expect, test} from 'vitest';
import {loadIterations} from '../../../source/campaign/files/load.js';
import {openCampaign} from '../../../source/campaign/files/parameters.js';
import type {Iteration} from '../../../source/campaign/model/iteration.js';
import {problemsOf} from '../../../source/campaign/problems/problems.js';
import {agent, folderOf, logOf} from '../agents/agents-builder.js';

const named = (role: string, host: number, pid: number) => `ombt-topic-0-RPC${role}-paravance-${host}.rennes.grid5000.fr-${pid}-${'0a'.repeat(16)}`;

/** Clients on six hosts with four each, and eight servers; clients on `slow` hosts take five times as long, and the first server handles `busy` messages. */
function logWith({slow = [], busy = 60}: {readonly slow?: readonly number[]; readonly busy?: number}): string {
	const clients = Array.from({length: 24}, (_, pid) => [named('Client', pid % 6, pid), agent({samples: [10 + pid % 4, 12].map(sample => slow.includes(pid % 6) ? sample * 5 : sample)})] as const);
	const servers = Array.from({length: 8}, (_, pid) => [named('Server', pid, pid), agent({ok: pid === 0 ? busy : 60, samples: [3]})] as const);
	return logOf(Object.fromEntries(clients), Object.fromEntries(servers));
}

async function unevenIn(log: string, callType = 'rpc-call') {
	const entry = {
		iteration_id: 'A-0', call_type: callType, driver: 'broker', backup_dir: 'a',
	};
	const folder = folderOf({'params.json': JSON.stringify([entry]), 'a/h_controller-0-topic-0-A-0-0.log': log});
	const iterations: Iteration[] = [];
	for await (const iteration of loadIterations(await openCampaign(folder), {cache: false})) {
		iterations.push(iteration);
	}

	return problemsOf(iterations).filter(({kind}) => kind === 'busy-servers' || kind === 'slow-hosts');
}

test('reports nothing for similar agents', async () => {
	expect(await unevenIn(logWith({}))).toEqual([]);
});

test('names a host whose clients are all slow, with both medians', async () => {
	const [problem, ...others] = await unevenIn(logWith({slow: [2]}));
	expect(others).toEqual([]);
	expect(problem).toMatchObject({
		kind: 'slow-hosts', severity: 'warning', iterations: [1], count: 1,
		sentence: 'paravance-2.rennes.grid5000.fr: 4 clients with a median of 57.5 ms, slow together; that of all clients is 12.0 ms',
	});
	expect(problem?.remedy).toContain('screen 6');
});

test('looks for slow hosts on the primary side only', async () => {
	expect(await unevenIn(logWith({slow: [2]}), 'rpc-cast')).toEqual([]);
});

test('names a server with more than four times the median', async () => {
	expect(await unevenIn(logWith({busy: 241}))).toMatchObject([{
		kind: 'busy-servers', count: 1, weight: 241 / 60, sentence: 'process 0 on paravance-0 handled 241 messages, of 8 servers the median is 60',
	}]);
	expect(await unevenIn(logWith({busy: 240}))).toEqual([]);
});

test('reports each of several', async () => {
	const [hosts] = await unevenIn(logWith({slow: [2, 4]}));
	expect(hosts).toMatchObject({
		count: 2,
		sentence: 'paravance-2.rennes.grid5000.fr, paravance-4.rennes.grid5000.fr: 4 clients with a median of 57.5, 4 clients with a median of 57.5 ms, '
			+ 'slow together; that of all clients is 12.5 ms',
	});
});
