import {expect, test} from 'vitest';
import {
	agent, campaignOf, entry, logFile, logOf,
} from '../campaign-builder.js';
import {runProgram} from '../program.js';

const named = (role: string, host: string, pid: number) => `ombt-topic-${pid % 2}-RPC${role}-${host}.grid5000.fr-${pid}-${String(pid).padStart(32, '0')}`;
const folder = campaignOf([entry('A-0'), entry('A-1'), entry('B-0', {call_type: 'rpc-cast'})], {
	[logFile('A-0')]: logOf(
		{[named('Client', 'paravance-1', 1)]: agent(), [named('Client', 'paravance-1', 2)]: agent(), [named('Client', 'paravance-2', 3)]: agent()},
		{[named('Server', 'paravance-3', 4)]: agent()},
	),
	[logFile('A-1')]: '',
});

test('prints JSON with a row per agent, host or topic of each iteration', async () => {
	const {stdout, status} = await runProgram(['agents', folder, '--iteration', 'A-0', '--by', 'host', '--format', 'json', '--sort', 'agents:desc']);
	const rows = JSON.parse(stdout) as ReadonlyArray<Record<string, unknown>>;
	expect(status).toBe(0);
	expect(rows.map(({host, agents, ok, side}) => ({
		host, agents, ok, side,
	}))).toEqual([
		{
			host: 'paravance-1.grid5000.fr', agents: 2, ok: 10, side: 'clients',
		}, {
			host: 'paravance-2.grid5000.fr', agents: 1, ok: 5, side: 'clients',
		},
	]);
	expect(Object.keys(rows[0] ?? {})).toEqual([
		'index', 'iteration_id', 'side', 'host', 'agents', 'ok', 'failed', 'rate', 'mean', 'stdev', 'min', 'max', 'p50', 'p90', 'p99', 'bounds', 'errors', 'backup_dir',
	]);
	const all = await runProgram(['agents', folder, '--format', 'json']);
	expect((JSON.parse(all.stdout) as ReadonlyArray<Record<string, unknown>>).map(({index, side}) => [index, side])).toEqual([
		[1, 'clients'], [1, 'clients'], [1, 'clients'], [3, 'servers'],
	]);
	expect(all.stderr).toContain('skipped A-1');
});

test('prints text and CSV by topic', async () => {
	const text = await runProgram(['agents', folder, '--iteration', 'A-0', '--by', 'topic']);
	expect(text.stdout).toMatch(/^A-0 {2}2 topics of clients\ntopic +ok/v);
	const csv = await runProgram(['agents', folder, '--iteration', 'A-0', '--by', 'topic', '--side', 'servers', '--format', 'csv']);
	expect(csv.stdout.split('\r\n')[0]).toBe('index,iteration_id,side,topic,agents,ok,failed,rate,mean,stdev,min,max,p50,p50_low,p50_high,p90,p90_low,p90_high,p99,p99_low,p99_high,errors,backup_dir');
	expect(csv.stdout.split('\r\n')[1]).toMatch(/^1,A-0,servers,topic-0,1,5,0,/v);
});

test('an unknown column or iteration is a usage error; a skipped iteration has nothing to print', async () => {
	expect(await runProgram(['agents', folder, '--sort', 'latency_men'])).toMatchObject({status: 2, stderr: expect.stringContaining('did you mean') as string});
	expect(await runProgram(['agents', folder, '--iteration', 'Z-9'])).toMatchObject({status: 2});
	expect(await runProgram(['agents', folder, '--iteration', 'A-1'])).toMatchObject({status: 1, stdout: ''});
});
