import type {PrivateFolder} from '../../../system/private-folder.js';
import {configIn} from '../../lifetime/reap-leftovers.js';
import type {AppError} from '../../../system/errors.js';
import {metricsError} from '../../errors.js';
import {startChild} from './child.js';

/** A server started by us. */
export type Server = {
	/** Its address. */
	readonly url: string;
	/** The error with which it exited; undefined while it runs. Waits briefly, since connections break before the exit is noticed. */
	readonly whyEnded: () => Promise<AppError | undefined>;
	/** Terminates it, forcibly if necessary, and waits for its exit. */
	readonly end: () => Promise<void>;
};

type Options = {
	readonly signal: AbortSignal;
	/** Timeout without output before it listens (ms). */
	readonly timeoutMs: number;
};

/**
 * Starts influxd with the configuration in the folder, and waits until it listens. Throws AppError influxd-ended or influxd-silent with its last output, or
 * the signal's reason.
 */
export async function startServer(binary: string, folder: PrivateFolder, {signal, timeoutMs}: Options): Promise<Server> {
	let onOutput = () => {};
	const child = await startChild(binary, ['-config', configIn(folder.path)], () => {
		onOutput();
	});
	const forget = folder.beforeExit(() => {
		child.kill('SIGKILL');
	});
	const explain = async () => {
		const {reason, hint} = await child.ended;
		return metricsError('influxd-ended', `influxd ${reason}`, hint === undefined ? {} : {hint});
	};

	const end = async () => {
		child.kill('SIGTERM');
		if (!await child.endsWithin(shutdownTimeoutMs)) {
			child.kill('SIGKILL');
			await child.endsWithin(shutdownTimeoutMs);
		}

		// Children of a wrapper script may have outlived it.
		child.kill('SIGKILL');
		forget();
	};

	const settled = new AbortController();
	const listens = async () => new Promise<string>((resolve, reject) => {
		let silence: NodeJS.Timeout | undefined;
		onOutput = () => {
			clearTimeout(silence);
			const address = listening.exec(child.tail.text())?.[1];
			if (address !== undefined) {
				onOutput = () => {};
				resolve(address);
				return;
			}

			silence = setTimeout(() => {
				reject(metricsError('influxd-silent', `influxd does not start listening: ${child.tail.lastLines()}`));
			}, timeoutMs);
		};

		onOutput();
		void child.ended.then(async () => {
			clearTimeout(silence);
			reject(await explain());
		});
		signal.addEventListener('abort', () => {
			clearTimeout(silence);
			reject(signal.reason as Error);
		}, {signal: settled.signal});
	});

	try {
		signal.throwIfAborted();
		return {
			url: `http://${await listens()}`,
			whyEnded: async () => await child.endsWithin(delayMs) ? explain() : undefined,
			end,
		};
	} catch (error) {
		await end();
		throw error;
	} finally {
		settled.abort();
	}
}

const shutdownTimeoutMs = 2000;
const delayMs = 200;
// It picks a free port itself and logs it, so that no other process can take the port in between.
const listening = /Listening on HTTP[^\n]*?\b(127\.0\.0\.1:[1-9]\d*)/v;
