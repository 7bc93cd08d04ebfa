import pty from '@lydell/node-pty';
import {bytesOf} from '../terminal/keys.js';
import {openScreen} from '../terminal/screen.js';
import type {Command} from './programs.js';
import type {Workspace} from './workspace.js';

export type TerminalSize = {readonly columns: number; readonly rows: number};

/** The output of a program with its arrival times (as of performance.now()); a frame ends with a synchronized update. */
export type Recording = {
	readonly startedAt: number;
	readonly chunks: ReadonlyArray<{readonly at: number; readonly text: string}>;
	readonly frames: readonly number[];
	readonly bytes: number;
};

/** A terminal that only records, so that it does not compete with the program for the processor. */
export type RecordedTerminal = {
	readonly pid: number;
	readonly recording: () => Recording;
	/** Types a key; returns the time. */
	readonly press: (key: string) => number;
	/** Resolves after some output has arrived and then none for this long. */
	readonly quiet: (milliseconds: number) => Promise<void>;
	readonly close: () => Promise<void>;
};

const frameEnd = '\u001B[?2026l';

/** Starts a program in a pseudo-terminal. */
export function openRecordedTerminal([file, ...words]: Command, {columns, rows}: TerminalSize, {environment, own}: Workspace): RecordedTerminal {
	const chunks: Array<{at: number; text: string}> = [];
	const frames: number[] = [];
	let bytes = 0;
	let tail = '';
	let lastAt = Number.POSITIVE_INFINITY;
	const startedAt = performance.now();
	const child = pty.spawn(file, [...words], {
		name: 'xterm-256color', cols: columns, rows, env: {...environment},
	});
	let isOver = false;
	const {release} = own(() => {
		child.kill('SIGKILL');
	});
	const exited = new Promise<void>(resolve => {
		child.onExit(() => {
			isOver = true;
			lastAt = performance.now();
			release();
			resolve();
		});
	});
	child.onData(text => {
		const at = performance.now();
		lastAt = at;
		chunks.push({at, text});
		bytes += Buffer.byteLength(text);
		tail += text;
		const end = tail.lastIndexOf(frameEnd);
		if (end !== -1) {
			frames.push(at);
			tail = tail.slice(end + frameEnd.length);
		}

		// The marker may be split over two chunks.
		tail = tail.slice(-frameEnd.length);
	});
	return {
		pid: child.pid,
		recording: () => ({
			startedAt, chunks, frames, bytes,
		}),
		press(key) {
			const at = performance.now();
			child.write(bytesOf(key));
			return at;
		},
		async quiet(milliseconds) {
			while (performance.now() < lastAt + milliseconds) {
				await sleep(10);
			}
		},
		async close() {
			if (!isOver) {
				child.kill('SIGKILL');
			}

			await exited;
		},
	};
}

export type Pictures = ReadonlyArray<{readonly at: number; readonly lines: readonly string[]}>;

/** The screens of a recording, one after each chunk: its arrival time and its lines. */
export async function picturesOf({chunks}: Recording, {columns, rows}: TerminalSize): Promise<Pictures> {
	const screen = openScreen(columns, rows);
	const pictures: Array<{at: number; lines: readonly string[]}> = [];
	for (const {at, text} of chunks) {
		screen.write(text);
		await screen.settled();
		pictures.push({at, lines: screen.lines()});
	}

	screen.close();
	return pictures;
}

export const sleep = async (milliseconds: number): Promise<void> => new Promise(resolve => {
	setTimeout(resolve, milliseconds);
});
