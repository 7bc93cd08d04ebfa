import process from 'node:process';
import {execFile, spawn} from 'node:child_process';
import type {Socket} from 'node:net';
import type {Readable} from 'node:stream';
import {promisify} from 'node:util';
import {shortened} from '../influx/request-errors.js';
import {codeOf, messageOf, writeProblem} from '../../../system/errors.js';

/** The end of what a server says: for the port that it takes, and for the reason of its end. */
type LogTail = {
	readonly add: (text: string) => void;
	readonly text: () => string;
	/** The last lines that say something, in one. */
	readonly lastWords: () => string;
};

const maxKept = 65_536;
const linesShown = 2;

/** An empty tail of 64 KiB at most. */
function openLogTail(): LogTail {
	let kept = '';
	return {
		add(text) {
			kept = `${kept}${text}`.slice(-maxKept);
		},
		text: () => kept,
		lastWords() {
			const lines = kept.split('\n').map(line => messageIn(line)).filter(line => line !== '');
			return lines.length === 0 ? 'it said nothing' : shortened(lines.slice(-linesShown).join('; '));
		},
	};
}

// `ts=… lvl=info msg="InfluxDB starting" log_id=… version=1.6.7`: the time and the id say nothing to anybody.
const messageIn = (line: string): string => line.replaceAll(/\b(?:ts|log_id|lvl|trace_id)=\S* ?/gv, '').trim();

/** A server's process. */
export type Child = {
	readonly tail: LogTail;
	/** How it ended, and what helps, where that is known; never rejects. */
	readonly ended: Promise<{readonly reason: string; readonly hint?: string}>;
	/** Whether it ends within some time (ms). */
	readonly endsWithin: (time: number) => Promise<boolean>;
	/** Tells it, and whatever it started, to end. */
	readonly kill: (signal: NodeJS.Signals) => void;
};

/** Starts a program that the system ends with this process, where it can. `onText` is called with each piece of its output. */
export async function startChild(binary: string, words: readonly string[], onText: () => void): Promise<Child> {
	const [program = binary, ...all] = [...await parentDeathSignal(), binary, ...words];
	const tail = openLogTail();
	// A group of its own: the terminal's signals are for us, and a script that stands for the server is ended with what it runs.
	const child = spawn(program, all, {detached: true, env: environment(), stdio: ['ignore', 'pipe', 'pipe']});
	// By itself it does not keep this process from ending.
	child.unref();
	// Without a free file descriptor there are no pipes, whatever the types say: the error comes as an event.
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
			resolve({reason: `ended (${child.signalCode ?? `status ${child.exitCode ?? 0}`}): ${tail.lastWords()}`});
		};

		child.once('close', notify);
		// Its output stays open where something that it started holds it.
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
			// Without a process there is no group either: 0 would be our own.
			if (child.pid === undefined) {
				return;
			}

			try {
				process.kill(-child.pid, signal);
			} catch {
				// It has ended.
			}
		},
	};
}

const delayMs = 100;

// Of the settings that influxd takes from its environment each would overrule the configuration: it would open other data.
const environment = (): NodeJS.ProcessEnv =>
	Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('INFLUXDB_')));

let bond: Promise<readonly string[]> | undefined;

/** The words before a command that let the kernel kill it with us; none where there is no such program. */
async function parentDeathSignal(): Promise<readonly string[]> {
	bond ??= canBind().then(can => can ? ['setpriv', '--pdeathsig', 'KILL', '--'] : []);
	return bond;
}

async function canBind(): Promise<boolean> {
	try {
		await promisify(execFile)('setpriv', ['--pdeathsig', 'KILL', '--', 'true']);
		return true;
	} catch {
		return false;
	}
}
