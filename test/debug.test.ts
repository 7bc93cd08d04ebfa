import {
	cpSync, readdirSync, readFileSync, statSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {debugLine} from '../source/system/debug-log.js';
import {newFolder} from './campaign-builder.js';
import {runProgram} from './program.js';
import {openExplorer} from './terminal/driver.js';

const campaign = fileURLToPath(new URL('../fixtures/test_case_1-incremental-it-1', import.meta.url));

/** Node options that cause an internal error: reading a property of Node throws. */
function brokenNode(): Readonly<Record<string, string>> {
	const file = path.join(newFolder('broken'), 'broken.cjs');
	writeFileSync(file, 'Object.defineProperty(process.stdout, \'isTTY\', {get() { throw new TypeError(\'broken\'); }});');
	return {NODE_OPTIONS: `--require ${file}`};
}

test('without DEBUG an internal error is one line', async () => {
	const {status, stderr} = await runProgram([campaign], {env: brokenNode()});
	expect({status, lines: stderr.trim().split('\n').length}).toEqual({status: 1, lines: 1});
	expect(stderr).toContain('DEBUG=ombt-explorer shows the stack');
});

test('with DEBUG its stack refers to our source', async () => {
	const {status, stderr} = await runProgram([campaign], {env: {...brokenNode(), DEBUG: 'ombt-explorer'}});
	expect(status).toBe(1);
	expect(stderr).toMatch(/^ombt-explorer: broken \(a bug in ombt-explorer /mv);
	expect(stderr).toMatch(/^ {4}at .*[\/\\]source[\/\\]cli\.ts:\d+:\d+/mv);
});

const eventLine = /^\d{4}-\d\d-\d\dT[\d:.]+Z (?<event>[\w\-]+) (?<data>\{.*\})$/v;
const eventsIn = (text: string): ReadonlyArray<{readonly event: string | undefined; readonly data: unknown}> =>
	text.split('\n').map(line => eventLine.exec(line)?.groups).filter(groups => groups !== undefined)
		.map(({event, data}) => ({event, data: JSON.parse(data ?? '') as unknown}));

describe('--debug', () => {
	test('logs events to standard error, one per line, and changes nothing else', async () => {
		const cache = {XDG_CACHE_HOME: newFolder('cache')};
		const metrics = ['metrics', campaign, '--iteration', 'A-0', '--metric', 'net_sent_bus', '--format', 'csv'];
		const {status, stdout, stderr} = await runProgram([...metrics, '--debug'], {env: cache});
		expect(status).toBe(0);
		const events = eventsIn(stderr);
		expect(events.length).toBe(stderr.trim().split('\n').length);
		expect(events.map(({event}) => event)).toEqual(expect.arrayContaining([
			'start', 'params-read', 'campaign-opened', 'aggregates-miss', 'logs-read', 'cache-written', 'engine', 'archive-opened', 'query', 'end',
		]));
		expect(events.find(({event}) => event === 'query')?.data).toMatchObject({engine: 'embedded', tookMs: expect.any(Number) as number});
		const again = await runProgram(metrics, {env: {...cache, DEBUG: '*'}});
		expect(again.stdout).toBe(stdout);
		expect(eventsIn(again.stderr).map(({event}) => event)).toContain('aggregates-hit');
		expect(await runProgram(metrics, {env: cache})).toEqual({status: 0, stdout, stderr: ''});
	});

	test('never logs a password', async () => {
		const address = 'http://user:s3cr@t@127.0.0.1:1/?p=s3cret';
		const {stderr} = await runProgram(['metrics', campaign, '--iteration', 'A-0', `--engine=${address}`, '--debug']);
		expect(eventsIn(stderr).length).toBeGreaterThan(3);
		expect(stderr).not.toMatch(/s3cr/v);
	});

	test('logs to a private file while the UI is shown, and names it at the end', async () => {
		const cache = newFolder('cache');
		const explorer = openExplorer({args: [campaign, '--debug'], env: {XDG_CACHE_HOME: cache}});
		try {
			await explorer.shows('A-1', 15_000);
			explorer.press('q');
			expect(await explorer.exited).toMatchObject({code: 0});
			const folder = path.join(cache, 'ombt-explorer/debug');
			const [name = ''] = readdirSync(folder);
			const file = path.join(folder, name);
			expect(explorer.screen().join('')).toContain(`ombt-explorer: debug log: ${file}`);
			expect(explorer.rawBytes().toString()).not.toContain('campaign-opened');
			expect((statSync(file).mode % 0o1000).toString(8)).toBe('600');
			expect(eventsIn(readFileSync(file, 'utf8')).map(({event}) => event)).toEqual(expect.arrayContaining(['start', 'campaign-opened', 'effect', 'end']));
		} finally {
			await explorer.close();
		}
	});

	test('writes no file into a campaign, and says so', async () => {
		const copy = newFolder('campaign');
		cpSync(path.join(campaign, 'params.json'), path.join(copy, 'params.json'));
		const explorer = openExplorer({args: [copy, '--debug'], env: {XDG_CACHE_HOME: copy}});
		try {
			await explorer.shows('Problems', 15_000);
			explorer.press('q');
			await explorer.exited;
			expect(explorer.screen().join('')).toContain('no debug log');
			expect(readdirSync(copy)).toEqual(['params.json']);
		} finally {
			await explorer.close();
		}
	});
});

describe('a log line', () => {
	const time = new Date(0);

	test('has a time, a name and data', () => {
		expect(debugLine(time, 'query', {engine: 'embedded', tookMs: 1.5, error: new Error('no')}))
			.toBe('1970-01-01T00:00:00.000Z query {"engine":"embedded","tookMs":1.5,"error":"no"}');
	});

	test.each([
		['http://user:password@host:8086/', 'http://…@host:8086/'],
		['http://user:p@ss/word@host', 'http://…@host'],
		['GET http://host/query?q=1&u=me&p=secret&db=x', 'GET http://host/query?q=1&u=…&p=…&db=x'],
	])('hides the password of %s', (address, shown) => {
		expect(debugLine(time, 'open', {address})).toBe(`1970-01-01T00:00:00.000Z open {"address":"${shown}"}`);
	});

	test('is one line of clean text, whatever a file is called', () => {
		expect(debugLine(time, 'read', {file: 'a\nb\u001B[2J\u009B5m\u202Ec'})).toMatch(/^[\u0020-\u007E]+$/v);
	});
});
