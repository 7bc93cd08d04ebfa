import {spawn, spawnSync} from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import {describe, expect, test} from 'vitest';
import {createProgressLine} from '../../source/commands/status-line.js';
import {
	agent, campaignOf, entry, logFile, logOf, newFolder,
} from '../campaign-builder.js';
import {environment, program, runProgram} from '../program.js';
import {openExplorer} from '../terminal/driver.js';

const folder = campaignOf([entry('A-0'), entry('A-1', {driver: 'router, "4"', call_type: 'rpc-cast', nbr_clients: 12})], {
	[logFile('A-1')]: logOf({a: agent({msgs_ok: 12_345, stop_time: 1123.45}), b: agent({msgs_fail: 2})}, {s: agent({latency: {count: 0}})}),
});

describe('the text table', () => {
	test('has units in the header, thousands separators, and aligned decimal points', async () => {
		const {stdout} = await runProgram(['table', folder]);
		// Clients of A-1: 12,345 + 5 + 2 messages in 123.45 s are 100.06/s; one server without samples, and thus without a mean.
		expect(stdout.split('\n').map(line => line.slice(30))).toEqual([
			'call_type  driver       iteration_id  server_rate  server_ok  server_fail  server_latency_avg  server_latency_stdev  client_latency_avg  client_latency_stdev  client_rate  client_ok  client_fail     per_client_ok  per_client_fail  per_server_ok  per_server_fail',
			'                                       messages/s   messages     messages                  ms                    ms                  ms                    ms   messages/s   messages     messages          messages         messages       messages         messages',
			'rpc-call   broker       A-0                 0.500          5            0                3.00                  1.41                3.00                  1.41        0.500          5            0           5 (5–5)          0 (0–0)        5 (5–5)          0 (0–0)',
			'rpc-cast   router, "4"  A-1                 0.500          5            0                —                     —                   3.00                  1.41      100         12,350            2  6,175 (5–12,345)          1 (0–2)        5 (5–5)          0 (0–0)',
			'',
		]);
	});

	test('is split into blocks on a narrow terminal, each starting with the iterations', async () => {
		const explorer = openExplorer({args: ['table', folder], columns: 60, rows: 60});
		try {
			expect((await explorer.exited).code).toBe(0);
			await explorer.idle();
			const lines = explorer.screen();
			const heads = lines.filter(line => line.startsWith('iteration_id  '));
			expect(heads.length).toBeGreaterThan(4);
			expect(heads.join(' ')).toContain('per_server_fail');
			expect(lines.filter(line => line.startsWith('A-0 '))).toHaveLength(heads.length);
		} finally {
			await explorer.close();
		}
	});

	test('escapes pipes in names in Markdown', async () => {
		const {stdout} = await runProgram(['table', campaignOf([entry('A|0')], {[logFile('A|0')]: logOf({c: agent()}, {s: agent()})}), '--format', 'markdown']);
		expect(stdout.split('\n')[2]).toContain(String.raw`| A\|0 `);
	});
});

test('CSV follows RFC 4180: CRLF, quotes where needed and doubled, full precision, empty for null', async () => {
	const {stdout} = await runProgram(['table', folder, '--format', 'csv']);
	const lines = stdout.split('\r\n');
	expect(lines).toHaveLength(4);
	expect(lines[0]).toMatch(/^_ombt_clients,_ombt_servers,call_type,.*,per_server_fail\.mean,per_server_fail\.min,per_server_fail\.max,index,backup_dir$/v);
	expect(lines[2]).toBe(`2,1,rpc-cast,"router, ""4""",A-1,0.5,5,0,0,-1,3,${Math.SQRT2},${12_352 / 123.450_000_000_000_05},12350,2,6175,5,12345,1,0,2,5,5,5,0,0,0,2,A-1`);
});

describe('selected columns', () => {
	const swept = campaignOf([
		entry('A-0', {delay: null, iteration_id: undefined}), entry('A-1', {delay: '10ms', 'a,\u001B[31mb': {c: 1}}), entry('A-2', {delay: '5ms', loss: '0.5%'}),
	]);
	const table = async (...flags: readonly string[]) => runProgram(['table', swept, ...flags]);

	test('may be parameters: as numbers with units; CSV and JSON identify the iteration after them', async () => {
		const {stdout} = await table('--columns', 'delay,loss,client_ok', '--format', 'csv', '--sort', 'delay:desc');
		expect(stdout.split('\r\n')).toEqual(['delay,loss,client_ok,index,iteration_id,backup_dir', '10,,5,2,A-1,A-1', '5,0.5,5,3,A-2,A-2', ',,5,1,,A-0', '']);
		expect(JSON.parse((await table('--columns', 'delay', '--format', 'json', '--filter', 'delay=null')).stdout))
			.toEqual([{
				delay: null, index: 1, iteration_id: null, backup_dir: 'A-0',
			}]);
	});

	test('are the only ones in the text, with units and without control characters', async () => {
		expect((await table('--columns', 'iteration_id,delay,loss')).stdout.split('\n')).toEqual([
			'iteration_id  delay  loss', '                 ms     %', '#1                —   —', 'A-1              10   —', 'A-2               5   0.5', '',
		]);
		expect((await table('--columns', 'all')).stdout).not.toContain('\u001B');
	});

	test('are the notebook’s by default; JSON keeps their names and order, and adds the origin of each row', async () => {
		const [row] = JSON.parse((await table('--format', 'json')).stdout) as ReadonlyArray<Record<string, unknown>>;
		expect(Object.keys(row ?? {}).slice(0, 5)).toEqual(['_ombt_clients', '_ombt_servers', 'call_type', 'driver', 'iteration_id']);
		expect(Object.keys(row ?? {}).slice(18)).toEqual(['per_server_fail', 'index', 'backup_dir']);
		expect((await table('--columns', 'notebook', '--format', 'json')).stdout).toBe((await table('--format', 'json')).stdout);
	});

	test('an unknown name is answered with the closest one', async () => {
		expect(await table('--columns', 'dlay')).toEqual({status: 2, stdout: '', stderr: 'ombt-explorer: --columns dlay: no column dlay; did you mean delay?\n'});
		expect((await table('--sort', 'dlay')).stderr).toContain('did you mean delay?');
	});
});

test('latency identifies the iteration of each row, after the existing columns', async () => {
	const [row] = JSON.parse((await runProgram(['latency', folder, '--iteration', 'A-1', '--format', 'json'])).stdout) as ReadonlyArray<Record<string, unknown>>;
	expect(row).toMatchObject({iteration_id: 'A-1', index: 2, backup_dir: 'A-1'});
	expect((await runProgram(['latency', folder, '--format', 'csv'])).stdout.split('\r\n')[0]).toMatch(/,ran_as,index,backup_dir$/v);
});

describe('the selected iteration', () => {
	const twins = campaignOf([entry('2'), entry('A-1'), entry('A-1', {backup_dir: 'other'})], {[logFile('other')]: logOf({c: agent()}, {s: agent()})});
	test.each([
		['an iteration_id, before a place', '2', ['2']],
		['a place, from 1', '1', ['2']],
		['every iteration of that id', 'A-1', ['A-1', 'A-1']],
		['a backup_dir', 'other', ['A-1']],
	])('%s', async (_, id, found) => {
		const {stdout} = await runProgram(['latency', twins, '--iteration', id, '--format', 'json']);
		expect([...stdout.matchAll(/"iteration_id": "(?<id>[^"]*)"/gv)].map(({groups}) => groups?.id)).toEqual(found);
	});

	test('is the only one read: a damaged one next to it is not even opened', async () => {
		const damaged = campaignOf([entry('A-0'), entry('A-1')], {[logFile('A-1')]: '{'});
		const ended = await runProgram(['latency', damaged, '--iteration', 'A-0', '--format', 'json']);
		expect(ended).toMatchObject({status: 0, stderr: ''});
		const other = await runProgram(['latency', damaged, '--iteration', 'A-1']);
		expect(other.status).toBe(1);
		expect(other.stderr).toMatch(/^skipped A-1: .*\nombt-explorer: --iteration A-1: this iteration was skipped; the reason is above\n$/v);
	});
});

describe('colour', () => {
	test.each([
		['none in a pipe', {}, [], false],
		['with FORCE_COLOR', {FORCE_COLOR: '1'}, [], true],
		['FORCE_COLOR and --no-color', {FORCE_COLOR: '1'}, ['--no-color'], false],
		['FORCE_COLOR and NO_COLOR', {FORCE_COLOR: '1', NO_COLOR: '1'}, [], false],
	])('%s', async (_, env, flags, hasColour) => {
		for (const command of ['table', 'latency', 'trend']) {
			const {stdout, stderr} = await runProgram([command, folder, ...flags], {env});
			expect(stdout.includes('\u{1B}['), command).toBe(hasColour);
			expect(stderr).toBe('');
		}
	});

	test.each([[{}, true], [{NO_COLOR: '1'}, false]] as const)('on a terminal with %o: %s', async (env, hasColour) => {
		const explorer = openExplorer({args: ['table', folder], env});
		try {
			await explorer.exited;
			expect(explorer.rawBytes().includes('\u{1B}[1m')).toBe(hasColour);
		} finally {
			await explorer.close();
		}
	});
});

describe('a closed pipe', () => {
	test.each(['table', 'aggregate', 'latency', 'trend'])('%s into `head -1` exits silently with status 0', command => {
		const {stdout, stderr} = spawnSync(
			'bash',
			['-c', `"${process.execPath}" "${program}" ${command} "${folder}" | head -1 >/dev/null; echo \${PIPESTATUS[0]}`],
			{env: environment(), encoding: 'utf8'},
		);
		expect({stdout, stderr}).toEqual({stdout: '0\n', stderr: ''});
	});

	test('reports in one line that standard output cannot be written', () => {
		const {status, stderr} = spawnSync('bash', ['-c', `"${process.execPath}" "${program}" table "${folder}" >/dev/full`], {
			env: environment(),
			encoding: 'utf8',
		});
		expect({status, stderr}).toEqual({status: 1, stderr: 'ombt-explorer: standard output cannot be written (ENOSPC)\n'});
	});
});

test.each([
	['SIGINT', 130],
	['SIGTERM', 143],
	['SIGHUP', 129],
] as const)(
	'%s ends a command immediately with status %i, even if nobody reads its output, and --output leaves no file',
	async (signal, status) => {
		const errors = Object.fromEntries(Array.from({length: 20_000}, (_, id) => [`no reply to message ${id}`, 1]));
		const large = campaignOf([entry('A-0')], {[logFile('A-0')]: logOf({c: agent({errors})}, {s: agent()})});
		const child = spawn(process.execPath, [program, 'aggregate', large], {env: environment(), stdio: ['ignore', 'pipe', 'pipe']});
		// The pipe is full long before 500 kB have been written.
		await new Promise(resolve => {
			child.stdout.once('readable', resolve);
		});
		const ended = new Promise(resolve => {
			child.once('exit', resolve);
		});
		child.kill(signal);
		expect(await ended).toBe(status);
		child.stdout.destroy();
	},
);

test('progress appears after 300 ms, at most every 100 ms, only on a terminal, and is erased', () => {
	const written: string[] = [];
	let time = 0;
	const output = (isTTY: boolean) => ({
		isTTY,
		write(text: string) {
			written.push(text);
			return true;
		},
	});
	const line = createProgressLine(output(true), () => time);
	const show = (at: number) => {
		time = at;
		line.show({
			logsDone: 3, logsTotal: 60, bytesDone: 100e6, bytesTotal: 600e6,
		});
	};

	line.erase();
	show(300);
	expect(written).toEqual([]);
	show(500);
	show(550);
	// 100 MB in 0.5 s, so the other 500 MB take 2.5 s.
	expect(written).toEqual(['\r\u{1B}[Klogs 3/60, 200 MB/s, 3 s left']);
	line.erase();
	line.erase();
	expect(written.slice(1)).toEqual(['\r\u{1B}[K']);
	const silent = createProgressLine(output(false), () => time);
	time = 5000;
	silent.show({
		logsDone: 1, logsTotal: 2, bytesDone: 1, bytesTotal: 2,
	});
	expect(written).toHaveLength(2);
});

describe('npm start', () => {
	const start = new URL('../../scripts/start.mjs', import.meta.url).pathname;
	const run = (words: readonly string[], stood: string) =>
		spawnSync(process.execPath, [start, ...words], {
			env: environment({INIT_CWD: stood}),
			cwd: path.dirname(path.dirname(start)),
			encoding: 'utf8',
		});

	test('accepts a PATH with spaces, relative to the user\'s working directory, and passes the exit status on', () => {
		const stood = campaignOf([], {
			'a campaign/params.json': JSON.stringify([entry('A-0')]),
			[`a campaign/${logFile('A-0')}`]: logOf({c: agent()}, {s: agent()}),
		});
		expect(run(['table', 'a campaign', '--format', 'json'], stood)).toMatchObject({status: 0, stderr: ''});
		expect(run(['table', 'nosuch'], stood)).toMatchObject({status: 1, stdout: ''});
		expect(run(['table', 'a campaign', '--nosuch'], stood)).toMatchObject({status: 2, stdout: ''});
	});

	test('without a PATH opens the bundled campaign, with or without flags', () => {
		const {status, stdout} = run(['--ascii'], newFolder());
		expect({status, rows: stdout.trimEnd().split('\n').length}).toEqual({status: 0, rows: 13});
	});
});
