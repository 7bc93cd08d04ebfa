import {Buffer} from 'node:buffer';
import {
	existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {
	campaignOf, entry, goodLog, logFile,
} from '../campaign-builder.js';
import {
	bundled, cursorLine, fingerprint, openOn, until,
} from './explorer-helpers.js';

const folders: string[] = [];
afterAll(() => {
	for (const folder of folders) {
		rmSync(folder, {recursive: true, force: true});
	}
});

function emptyFolder(): string {
	const folder = mkdtempSync(path.join(tmpdir(), 'ombt-explorer-export-'));
	folders.push(folder);
	return folder;
}

const csvName = 'test_case_1-incremental-it-1-iterations.csv';

test('`:` expcsv Enter exports CSV, and a second time next to the first', async () => {
	const cwd = emptyFolder();
	const explorer = await openOn(bundled, '1/12', {columns: 120, rows: 30, cwd});
	explorer.press(':', 'expcsv', 'Enter');
	await explorer.shows(`to ${path.join(cwd, csvName).slice(0, 30)}`);
	explorer.press(':', 'Enter');
	const [first, second] = ['test_case_1-incremental-it-1-iterations-2.csv', csvName] as const;
	await until(() => readdirSync(cwd).sort().join(' ') === `${first} ${second}`, 'the second file, and no other');
	expect(readFileSync(path.join(cwd, first), 'utf8')).toBe(readFileSync(path.join(cwd, second), 'utf8'));
	const [head = '', ...rows] = readFileSync(path.join(cwd, first), 'utf8').trimEnd().split('\r\n');
	expect(head).toContain('client_latency_avg');
	expect(rows).toHaveLength(11);
});

test('e prompts for a name, replaces a file only after confirmation, and writes the filtered rows as JSON', async () => {
	const cwd = emptyFolder();
	const file = path.join(cwd, 'routers.json');
	writeFileSync(file, 'mine');
	const explorer = await openOn(bundled, '1/12', {columns: 120, rows: 30, cwd});
	explorer.press('/', 'router', 'Enter');
	await explorer.shows('/router 5 of 12');
	explorer.press('e', 'Ctrl-U', 'routers.json', 'Enter');
	await explorer.shows('exists already: Enter replaces it');
	expect(readFileSync(file, 'utf8')).toBe('mine');
	explorer.press('Escape');
	await explorer.idle();
	expect(readFileSync(file, 'utf8')).toBe('mine');
	explorer.press('e', 'Ctrl-U', 'routers.json', 'Enter');
	await explorer.shows('exists already: Enter replaces it');
	explorer.press('Enter');
	await explorer.shows('wrote 4 iterations');
	const rows: unknown = JSON.parse(readFileSync(file, 'utf8'));
	expect(rows).toHaveLength(4);
	expect(readdirSync(cwd)).toEqual(['routers.json']);
});

test('the text export of a picture matches the screen', async () => {
	const cwd = emptyFolder();
	const explorer = await openOn(bundled, '1/12', {columns: 100, rows: 30, cwd});
	explorer.press('3');
	await explorer.shows('p99.9');
	const shown = explorer.screen().slice(3, -2).join('\n').trimEnd();
	explorer.press('e', 'Ctrl-U', 'a.txt', 'Enter');
	await explorer.shows('wrote the latency of 1 iteration');
	expect(readFileSync(path.join(cwd, 'a.txt'), 'utf8').trimEnd()).toBe(shown);
});

test('never writes into the campaign, and explains why a location is not possible', async () => {
	const before = fingerprint(bundled);
	const explorer = await openOn(bundled, '1/12', {columns: 160, rows: 30, cwd: bundled});
	explorer.press('e', 'Enter');
	await explorer.shows('lies in the campaign');
	explorer.press('Ctrl-U', '/no-such-place/at/all.csv', 'Enter');
	await explorer.shows('no such folder /no-such-place/at');
	explorer.press('Escape', 'Down');
	await explorer.shows('2/12');
	expect(fingerprint(bundled)).toBe(before);
	expect(existsSync('/no-such-place')).toBe(false);
});

const sent = (bytes: Buffer): string | undefined => {
	const base64 = /\u{1B}\]52;c;(?<base64>[A-Za-z\d+\/=]*)\u{7}/v.exec(bytes.toString('latin1'))?.groups?.base64;
	return base64 === undefined ? undefined : Buffer.from(base64, 'base64').toString();
};

test('y copies the content to the terminal\'s clipboard, and reports the amount', async () => {
	const explorer = await openOn(bundled, '1/12', {columns: 120, rows: 30});
	explorer.press('7');
	await explorer.shows('skipped iterations');
	explorer.press('y');
	await explorer.shows(/sent 5 problems, .* to the terminal's clipboard/v);
	expect(sent(explorer.rawBytes())).toContain('What to do:');
	expect(cursorLine(explorer)).toContain('G-0');
});

test('in tmux it shows the required tmux setting', async () => {
	const explorer = await openOn(bundled, '1/12', {columns: 120, rows: 30, env: {TMUX: '/tmp/tmux,1,0'}});
	explorer.press('y');
	await explorer.shows('set -g set-clipboard on');
	expect(explorer.rawBytes().toString('latin1')).toContain('\u001BPtmux;\u001B\u001B]52;c;');
});

test('i lists the files that the screen is based on', async () => {
	const explorer = await openOn(bundled, '1/12', {columns: 120, rows: 30});
	explorer.press('i');
	await explorer.shows('Where this comes from');
	await explorer.shows(/controller-0-topic-0-A-0-0\.log \(\d/v);
	explorer.press('Escape');
	await explorer.shows('messages ok');
});

test('content beyond the limit of terminals is rejected with its size, offering e', async () => {
	const many = campaignOf(
		Array.from({length: 400}, (_, index) => entry(`A-${index}`)),
		Object.fromEntries(Array.from({length: 400}, (_, index) => [logFile(`A-${index}`), goodLog])),
	);
	const explorer = await openOn(many, /A-0 +1\/400$/mv, {columns: 120, rows: 30});
	await explorer.idle();
	explorer.press('y');
	await explorer.shows(/400 iterations, \d+ kB: more than the 75\.0 kB that terminals copy; e writes a file/v);
	expect(sent(explorer.rawBytes())).toBeUndefined();
});
