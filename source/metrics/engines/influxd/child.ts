import process from 'node:process';
import {execFile, spawn} from 'node:child_process';
import type {Socket} from 'node:net';
import type {Readable} from 'node:stream';
import {promisify} from 'node:util';
import {shortened} from '../influx/request-errors.js';
import {codeOf, messageOf, writeProblem} from '../../../system/errors.js';

/** The last output of a server, used to find its port and the reason why it exited. */
type LogTail = {
	readonly add: (text: string) => void;
	readonly text: () => string;
	/** The last meaningful lines, joined into one. */
	readonly lastLines: () => string;
};

const maxKept = 65_536;
const linesShown = 2;

/** An empty tail of at most 64 KiB. */
function openLogTail(): LogTail {
	let kept = '';
	return {
		add(text) {
			kept = `${kept}${text}`.slice(-maxKept);
		},
		text: () => kept,
		lastLines() {
			const lines = kept.split('\n').map(line => messageIn(line)).filter(line => line !== '');
			return lines.length === 0 ? 'no output' : shortened(lines.slice(-linesShown).join('; '));
		},
	};
}

// `ts=… lvl=info msg="InfluxDB starting" log_id=… version=1.6.7`: time and id are irrelevant.
const messageIn = (line: string): string => line.replaceAll(/\b(?:ts|log_id|lvl|trace_id)=\S* ?/gv, '').trim();

/** A server process. */
export type Child = {
	readonly tail: LogTail;
	/** How it exited, with a hint if one is known; never rejects. */
	readonly ended: Promise<{readonly reason: string; readonly hint?: string}>;
	/** Whether it exits within the given time (ms). */
	readonly endsWithin: (time: number) => Promise<boolean>;
	/** Sends a signal to it and its children. */
	readonly kill: (signal: NodeJS.Signals) => void;
};

/** Starts a program that is killed along with this process, where the system supports it. `onText` is called for each chunk of output. */
export async function startChild(binary: string, words: readonly string[], onText: () => void): Promise<Child> {
	const [program = binary, ...all] = [...await parentDeathSignal(), binary, ...words];
	const tail = openLogTail();
	// Its own process group: signals of the terminal are handled by us, and a wrapper script is killed with its children.
	const child = spawn(program, all, {detached: true, env: environment(), stdio: ['ignore', 'pipe', 'pipe']});
	// Must not keep this process alive.
	child.unref();
	// Without free file descriptors there are no pipes, whatever the types say; the error is emitted as an event.
	for (const stream of [child.stdout, child.stderr].filter(pipe => pipe as Readable | undefined)) {
		(stream as Socket).unref();
		stream.setEncoding('utf8').on('data', (text: string) => {
			tail.add(text);
			onText();
		});
	}

	const ended = new Promise<{readonly reason: string; readonly hint?: string}>(resolve => {
		child.once('error', error => {
			const code = codeOf(error);
			resolve({reason: `cannot be started (${code ?? messageOf(error)})`, ...code === 'EMFILE' && {hint: writeProblem(error).hint}});
		});
		const notify = () => {
			resolve({reason: `ended (${child.signalCode ?? `status ${child.exitCode ?? 0}`}): ${tail.lastLines()}`});
		};

		child.once('close', notify);
		// Its output stays open as long as a child of it holds it.
		child.once('exit', () => {
			setTimeout(notify, delayMs);
		});
	});
	return {
		tail,
		ended,
		async endsWithin(time) {
			return new Promise(resolve => {
				const timer = setTimeout(resolve, time, false);
				void ended.then(() => {
					clearTimeout(timer);
					resolve(true);
				});
			});
		},
		kill(signal) {
			// Without a process there is no group: 0 would be our own.
			if (child.pid === undefined) {
				return;
			}

			try {
				process.kill(-child.pid, signal);
			} catch {
				// It has already exited.
			}
		},
	};
}

const delayMs = 100;

// INFLUXDB_ variables would override the configuration, so that influxd opens other data.
const environment = (): NodeJS.ProcessEnv =>
	Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('INFLUXDB_')));

let parentDeathCommand: Promise<readonly string[]> | undefined;

/** A command prefix with which the kernel kills the child along with us; empty if there is no such program. */
async function parentDeathSignal(): Promise<readonly string[]> {
	parentDeathCommand ??= isSetprivUsable().then(isUsable => isUsable ? ['setpriv', '--pdeathsig', 'KILL', '--'] : []);
	return parentDeathCommand;
}

async function isSetprivUsable(): Promise<boolean> {
	try {
		await promisify(execFile)('setpriv', ['--pdeathsig', 'KILL', '--', 'true']);
		return true;
	} catch {
		return false;
	}
}
