import {createHash} from 'node:crypto';
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {afterEach, expect} from 'vitest';
import {
	openExplorer, pollMilliseconds, type Explorer, type ExplorerOptions,
} from './driver.js';

/** The bundled campaign: twelve iterations, A-0 to G-0, of which G-0 is skipped. */
export const bundled = fileURLToPath(new URL('../../fixtures/test_case_1-incremental-it-1', import.meta.url));

/** Timeout for a frame, long enough for a busy machine (ms). */
export const timeoutMs = 15_000;

const opened: Explorer[] = [];

afterEach(async () => {
	await Promise.all(opened.splice(0).map(async explorer => explorer.close()));
});

/** Opens the explorer on a folder and waits for a text; it is closed after the test. */
export async function openOn(folder: string, shown: string | RegExp, {args = [], ...options}: ExplorerOptions = {}): Promise<Explorer> {
	const explorer = openExplorer({args: [folder, ...args], ...options});
	opened.push(explorer);
	await explorer.shows(shown, timeoutMs);
	return explorer;
}

/** The frames among bytes sent to a terminal; the last may be incomplete. */
const framesIn = (bytes: string): readonly string[] => bytes.split('\u001B[?2026h').slice(1);

/** Whether a frame is complete and draws every row from its first cell on. */
const isRepaint = (frame: string, rows: number): boolean =>
	frame.includes('\u001B[?2026l') && Array.from({length: rows}, (_, row) => `\u001B[${row + 1};1H`).every(position => frame.includes(position));

/** Requests a repaint with Ctrl-L, and returns its bytes. */
export const freshPaint = async (explorer: Explorer): Promise<string> => repaintAfter(explorer, () => {
	explorer.press('Ctrl-L');
});

/** Does what causes a repaint, waits for it, and returns its bytes. */
export async function repaintAfter(explorer: Explorer, cause: () => void): Promise<string> {
	const before = explorer.rawBytes().length;
	cause();
	const repaint = () => framesIn(explorer.rawBytes().subarray(before).toString()).find(frame => isRepaint(frame, explorer.screen().length));
	await until(() => repaint() !== undefined, 'a repaint');
	await explorer.shows('');
	return repaint() ?? '';
}

/** Expects the screen, drawn by incremental updates, to equal a repaint. */
export async function expectFreshPicture(explorer: Explorer, after: string): Promise<void> {
	await explorer.idle();
	const drawn = explorer.screen();
	await freshPaint(explorer);
	expect(drawn, after).toEqual(explorer.screen());
}

/** Expects the shell's screen, with cursor, line wrapping and without paste markers, and nothing of the program on it. */
export async function expectRestored(explorer: Explorer): Promise<void> {
	await explorer.idle();
	expect(explorer.isAlternate()).toBe(false);
	expect(explorer.cursorHidden()).toBe(false);
	const bytes = String(explorer.rawBytes());
	for (const mode of [7, 2004]) {
		const [on, off] = [`\u001B[?${mode}h`, `\u001B[?${mode}l`].map(text => bytes.lastIndexOf(text));
		expect(mode === 7 ? on : off).toBeGreaterThan((mode === 7 ? off : on) ?? 0);
	}

	expect(explorer.screen().join('\n')).not.toContain('Iterations');
}

/** Waits for a condition that the screen does not show. */
export async function until(isSo: () => boolean, what: string, timeoutMilliseconds = timeoutMs): Promise<void> {
	for (let waited = 0; !isSo(); waited += pollMilliseconds) {
		if (waited >= timeoutMilliseconds) {
			throw new Error(`waited ${timeoutMilliseconds} ms for ${what}`);
		}

		await sleep(pollMilliseconds);
	}
}

/** Paths and contents of all files below a folder, as one text for comparison. */
export function fingerprint(folder: string): string {
	const files = readdirSync(folder, {recursive: true, withFileTypes: true})
		.filter(entry => entry.isFile())
		.map(entry => path.join(entry.parentPath, entry.name))
		.sort();
	return files.map(file => `${path.relative(folder, file)} ${createHash('sha256').update(readFileSync(file)).digest('hex')}`).join('\n');
}

/** The line with the cursor of a list. */
export const cursorLine = (explorer: Explorer): string => explorer.screen().find(line => /^│? ?>/v.test(line)) ?? '';
