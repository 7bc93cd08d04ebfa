import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {consoleLines, logHead} from '../../../source/campaign/files/log-excerpts.js';

const folder = mkdtempSync(path.join(tmpdir(), 'ombt-explorer-consoles-'));
afterAll(() => {
	rmSync(folder, {recursive: true});
});

const file = (text: string, name = 'x_controller-0_docker.log') => {
	writeFileSync(path.join(folder, name), text);
	return {
		path: path.join(folder, name), name, size: Buffer.byteLength(text), modified: '0',
	};
};

test('renders a console like a terminal: without colours, titles and text overwritten after a carriage return', async () => {
	expect(await consoleLines(file('\u001B[32mgreen\u001B[0m\r\n\u001B]0;title\u0007plain\n10 %\r50 %\r100 %\nend'))).toEqual(['green', 'plain', '100 %', 'end']);
});

test('shows both ends of a long console, and how much is omitted', async () => {
	const lines = await consoleLines(file(`first\n${'middle\n'.repeat(200_000)}last\n`));
	expect(lines[0]).toBe('first');
	expect(lines.slice(-2)).toEqual(['last', '']);
	expect(lines.find(line => line.startsWith('…'))).toMatch(/^… 876 kB omitted …$/v);
	expect(lines.length).toBeLessThan(80_000);
});

test('shows the beginning of a log, and why a missing file cannot be read', async () => {
	expect((await logHead(file(`{"a": ${'1'.repeat(5000)}}`)))[0]).toHaveLength(600);
	expect(await consoleLines({...file(''), path: path.join(folder, 'absent')})).toEqual(['cannot be read (ENOENT)']);
});
