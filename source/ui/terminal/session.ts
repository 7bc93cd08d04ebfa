import {constants} from 'node:os';
import process from 'node:process';
import type {ReadStream, WriteStream} from 'node:tty';
import {debugNotice} from '../../system/debug-log.js';
import {errorReport} from '../../system/error-report.js';
import {
	endBySignal, endProcess, endWithoutTerminal, onOutputError,
} from '../../system/end-process.js';
import {codeOf} from '../../system/errors.js';
import {cleanText} from '../../text/clean.js';
import {openKeyboard, writeAllSync} from './tty.js';

/** What draws on the screen: a `FrameSink`. */
type Renderer = {readonly stop: () => void; readonly repaint: () => void};

/** The streams of a session, and its callbacks. */
export type SessionOptions = {
	/** Source of keys; a stream that is not a terminal is replaced by /dev/tty. */
	readonly input?: ReadStream;
	readonly output?: WriteStream & {readonly fd: number};
	/** Stopped before the screen is left, repainted when it is entered again. */
	readonly renderer?: Renderer;
	/** The program ends with this status: stop all work. The terminal has already been restored. */
	readonly onEnd?: (status: number) => void;
	readonly onSuspend?: () => void;
	readonly onResume?: () => void;
	readonly exit?: (status: number) => unknown;
};

/** The terminal while the program controls it. */
export type Session = {
	/** Key bytes, for a `KeyReader`. */
	readonly input: ReadStream;
	/** Returns to the shell until the program is continued. */
	readonly suspend: () => void;
	/** Restores the terminal; further calls do nothing. */
	readonly leave: () => void;
	/** Leaves, and releases everything that keeps the process alive or listens. */
	readonly close: () => void;
};

const entering = '\u001B[?1049h\u001B[?25l\u001B[?7l\u001B[?2004h';
// The newline is for terminals without an alternate screen, such as GNU screen, where the prompt appears below the last frame.
const leaving = '\u001B[?2026l\u001B[?2004l\u001B[0m\u001B[?7h\u001B[?25h\u001B[9999;1H\r\n\u001B[?1049l';
const hangUp = 129;
/** By then a process told to stop has stopped. */
const resumeDelayMs = 100;
/** V8's profiler uses SIGPROF itself. */
const isProfiled = process.execArgv.some(option => option.startsWith('--cpu-prof'));
/** Other signals that end a process and that Node can handle, besides those commonly sent by users or the system. */
const fatalSignals = ([
	'SIGQUIT', 'SIGUSR2', 'SIGALRM', 'SIGVTALRM', 'SIGPROF', 'SIGXCPU', 'SIGXFSZ', 'SIGIO', 'SIGPWR', 'SIGSTKFLT', 'SIGSYS', 'SIGTRAP', 'SIGABRT',
] as const).filter(signal => signal !== 'SIGPROF' || !isProfiled);

/** Takes over the terminal (raw mode, alternate screen), and restores it however the process ends. Throws an AppError if there is no keyboard. */
export function openSession(options: SessionOptions = {}): Session {
	const {output = process.stdout, renderer, exit = endProcess} = options;
	const {input, release} = openKeyboard(options.input ?? process.stdin);
	let hasLeft = false;
	let isEnding = false;
	let hasTerminal = true;
	let isSuspended = false;

	const enterScreen = () => {
		// Off first: while stopped, the shell changed the mode without Node's knowledge, and Node skips modes it believes to be set.
		setRaw(input, false);
		setRaw(input, true);
		writeAllSync(output.fd, entering);
	};

	const leaveScreen = () => {
		const isThere = writeAllSync(output.fd, leaving);
		setRaw(input, false);
		return isThere;
	};

	const leave = () => {
		if (!hasLeft) {
			hasLeft = true;
			renderer?.stop();
			hasTerminal = leaveScreen();
			writeAllSync(process.stderr.fd, debugNotice());
		}
	};

	const end = (status: number, lines = '') => {
		if (isEnding) {
			return;
		}

		isEnding = true;
		leave();
		if (lines !== '') {
			writeAllSync(process.stderr.fd, lines);
		}

		options.onEnd?.(status);
		if (hasTerminal) {
			exit(status);
		} else {
			endWithoutTerminal();
		}
	};

	const endByFatalSignal = (signal: NodeJS.Signals) => {
		if (!isEnding) {
			isEnding = true;
			leave();
			options.onEnd?.(128 + constants.signals[signal]);
			endBySignal(signal, 128 + constants.signals[signal]);
		}
	};

	const resume = () => {
		isSuspended = false;
		process.off('SIGTSTP', suspend).on('SIGTSTP', suspend);
		if (!hasLeft) {
			enterScreen();
			// The terminal may have been resized; only the foreground job is notified of that.
			process.kill(process.pid, 'SIGWINCH');
			options.onResume?.();
			renderer?.repaint();
		}
	};

	const suspend = () => {
		if (hasLeft || isSuspended) {
			return;
		}

		isSuspended = true;
		options.onSuspend?.();
		leaveScreen();
		process.off('SIGTSTP', suspend);
		// The shell waits for the whole job, including npm or whatever else started this process.
		process.kill(0, 'SIGTSTP');
		// The kernel does not stop jobs that nobody could continue, such as those of `ssh HOST ombt-explorer`.
		setTimeout(() => {
			if (isSuspended) {
				resume();
			}
		}, resumeDelayMs);
	};

	const onError = (error: unknown) => {
		end(1, report(error));
	};

	const onHangUp = () => {
		end(hangUp);
	};

	const stopListening = listen([
		[process, 'SIGINT', () => {
			end(130);
		}],
		[process, 'SIGTERM', () => {
			end(143);
		}],
		[process, 'SIGHUP', onHangUp],
		[process, 'SIGTSTP', suspend],
		[process, 'SIGCONT', resume],
		[process, 'uncaughtException', onError],
		[process, 'unhandledRejection', onError],
		...fatalSignals.map(signal => [process, signal, () => {
			endByFatalSignal(signal);
		}] as const),
		[process, 'exit', leave],
		[output, 'error', error => {
			// A lost terminal is not a crash, and an error could not be reported.
			if (codeOf(error) === 'EIO' || codeOf(error) === 'EPIPE') {
				onHangUp();
			} else {
				onError(error);
			}
		}],
		[input, 'error', onHangUp],
		[input, 'end', onHangUp],
		[input, 'close', onHangUp],
	]);

	output.off('error', onOutputError);
	enterScreen();
	return {
		input,
		suspend,
		leave,
		close() {
			stopListening();
			output.on('error', onOutputError);
			leave();
			release();
		},
	};
}

function setRaw(input: ReadStream, isRaw: boolean): void {
	try {
		input.setRawMode(isRaw);
	} catch {
		// A lost terminal has no modes.
	}
}

type Listener = readonly [emitter: NodeJS.EventEmitter, event: string, listener: (value: unknown) => void];

/** Adds the listeners; returns a function that removes them. */
function listen(listeners: readonly Listener[]): () => void {
	for (const [emitter, event, listener] of listeners) {
		emitter.on(event, listener);
	}

	return () => {
		for (const [emitter, event, listener] of listeners) {
			emitter.off(event, listener);
		}
	};
}

const report = (error: unknown): string => `${errorReport(error).map(line => cleanText(line)).join('\n')}\n`;
