import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import pty from '@lydell/node-pty';
import {bytesOf} from './keys.js';
import {openScreen, type Cell} from './screen.js';

export type ExplorerOptions = {
	readonly args?: readonly string[];
	readonly columns?: number;
	readonly rows?: number;
	/** Added to a clean environment; undefined removes a variable. */
	readonly env?: Readonly<Record<string, string | undefined>>;
	readonly cwd?: string;
	/** Whether the terminal has an alternate screen; GNU screen has none by default. */
	readonly hasAlternate?: boolean;
	/** What to run instead of the built program: a program and its first arguments. */
	readonly command?: readonly [string, ...string[]];
};

export type Explorer = {
	readonly pid: number;
	/** 'Down', 'Enter', 'Escape' …, 'Ctrl-X'; anything else is typed as it is. All keys are sent at once: one right after 'Escape' is that key with Alt. */
	readonly press: (...keys: readonly string[]) => void;
	/** The lines on screen, without trailing blanks. */
	readonly screen: () => string[];
	/** Waits until a complete frame contains the text; on failure the error shows the screen. */
	readonly shows: (text: string | RegExp, timeoutMilliseconds?: number) => Promise<void>;
	/** Waits until there was no output for 60 ms, and for 150 ms after a key press. */
	readonly idle: () => Promise<void>;
	readonly cells: (row: number) => Cell[];
	/** The complete output so far. */
	readonly rawBytes: () => Buffer;
	readonly resize: (columns: number, rows: number) => void;
	readonly kill: (signal: NodeJS.Signals) => void;
	/** Closes the terminal, like a lost SSH connection. */
	readonly hangUp: () => void;
	readonly exited: Promise<{readonly code: number; readonly signal: number | undefined}>;
	readonly isAlternate: () => boolean;
	readonly cursorHidden: () => boolean;
	/** Kills the program if it is still running, and removes its home folder. */
	readonly close: () => Promise<void>;
};

const program = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const idleMilliseconds = 60;
// Escape is distinguished from a sequence only after 50 ms, and drawing takes some time.
const answerMilliseconds = 150;
/** Time limits are counted in polls: a machine that was suspended meanwhile, and the program with it, has not waited. */
export const pollMilliseconds = 10;

/** Runs the built program in a pseudo-terminal of 80×24, and shows what a user would see. */
export function openExplorer(options: ExplorerOptions = {}): Explorer {
	const {
		args = [], columns = 80, rows = 24, cwd = process.cwd(), hasAlternate = true, command = [process.execPath, program],
	} = options;
	const home = mkdtempSync(path.join(tmpdir(), 'ombt-explorer-test-'));
	const [file, ...first] = command;
	const child = pty.spawn(file, [...first, ...args], {
		name: options.env?.TERM ?? 'xterm-256color', cols: columns, rows, cwd, env: environment(home, options.env),
	});
	const screen = openScreen(columns, rows, answer => {
		child.write(answer);
	}, {hasAlternate});
	const received: Buffer[] = [];
	let receivedAt = performance.now();
	let pressedAt = Number.NEGATIVE_INFINITY;
	let isOver = false;
	child.onData(text => {
		received.push(Buffer.from(text));
		receivedAt = performance.now();
		screen.write(text);
	});
	const exited = new Promise<{code: number; signal: number | undefined}>(resolve => {
		child.onExit(({exitCode, signal}) => {
			isOver = true;
			resolve({code: exitCode, signal: signal === 0 ? undefined : signal});
		});
	});

	const kill = (signal: NodeJS.Signals) => {
		if (!isOver) {
			child.kill(signal);
		}
	};

	const idle = async () => {
		while (performance.now() < Math.max(receivedAt + idleMilliseconds, pressedAt + answerMilliseconds)) {
			await sleep(pollMilliseconds);
		}

		await screen.settled();
	};

	return {
		pid: child.pid,
		press(...keys) {
			pressedAt = performance.now();
			child.write(keys.map(key => bytesOf(key)).join(''));
		},
		screen: screen.lines,
		async shows(text, timeoutMilliseconds = 5000) {
			for (let waited = 0; screen.isDrawing() || !contains(screen.lines(), text); waited += pollMilliseconds) {
				if (waited >= timeoutMilliseconds) {
					throw new Error(`no ${String(text)} after ${timeoutMilliseconds} ms${isOver ? ' (the program has ended)' : ''} in:\n${screen.lines().join('\n')}`);
				}

				await sleep(pollMilliseconds);
			}
		},
		idle,
		cells: screen.cells,
		rawBytes: () => Buffer.concat(received),
		resize(newColumns, newRows) {
			screen.resize(newColumns, newRows);
			child.resize(newColumns, newRows);
		},
		kill,
		hangUp() {
			// Missing in its types.
			if ('destroy' in child && typeof child.destroy === 'function') {
				Reflect.apply(child.destroy, child, []);
			}
		},
		exited,
		isAlternate: screen.isAlternate,
		cursorHidden: screen.isCursorHidden,
		async close() {
			kill('SIGKILL');
			await exited;
			screen.close();
			rmSync(home, {recursive: true, force: true});
		},
	};
}

const sleep = async (milliseconds: number): Promise<void> => new Promise(resolve => {
	setTimeout(resolve, milliseconds);
});

const contains = (lines: readonly string[], text: string | RegExp): boolean => {
	const picture = lines.join('\n');
	return typeof text === 'string' ? picture.includes(text) : picture.search(text) !== -1;
};

const environment = (home: string, more: ExplorerOptions['env'] = {}): Record<string, string> => {
	const all = {
		LANG: 'C.UTF-8',
		TERM: 'xterm-256color',
		PATH: process.env.PATH,
		HOME: home,
		XDG_CACHE_HOME: path.join(home, 'cache'),
		...more,
	};
	return Object.fromEntries(Object.entries(all).flatMap(([name, value]) => value === undefined ? [] : [[name, value]]));
};
