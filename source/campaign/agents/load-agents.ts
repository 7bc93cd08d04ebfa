import {listLogs} from '../files/controller-logs.js';
import {trackThread} from '../../system/end-process.js';
import {startThread, threadScript, type ThreadScript} from '../../system/program-files.js';
import {trackWait} from '../../system/waiting.js';
import {messageOf} from '../../system/errors.js';
import type {Entry} from '../model/iteration.js';
import type {Campaign} from '../files/parameters.js';
import {readAhead} from '../logs/log-contents.js';
import type {PackedLogs} from '../logs/packed-logs.js';
import type {Agents} from './agent-table.js';
import {readAgents} from './read-agents.js';

type Options = {
	readonly signal?: AbortSignal | undefined;
	/** The logs, if the campaign is in an archive: they are stored first. */
	readonly packedLogs?: PackedLogs | undefined;
};

const stopped: Agents = {status: 'failed', reason: 'stopped before its agents were read'};

// Reading this many bytes (500 agents) takes about as long as starting a thread, and no longer than a frame.
const minBytesForThread = 250_000;

/**
 * Reads the agents of one iteration on demand: loading a campaign keeps only sums. Never rejects; an abort stops reading immediately. Built
 * programs include the worker's script, and read large logs in a thread.
 */
export async function loadAgents({folder}: Pick<Campaign, 'folder'>, entry: Entry, {signal, packedLogs}: Options = {}): Promise<Agents> {
	const survey = await listLogs(folder, entry);
	if ('reason' in survey) {
		return {status: 'failed', reason: survey.reason};
	}

	const files = survey.logs.map(log => log.path);
	try {
		signal?.throwIfAborted();
		await packedLogs?.store(files, {signal: signal ?? new AbortController().signal});
	} catch (error) {
		return signal?.aborted ? stopped : {status: 'failed', reason: messageOf(error)};
	}

	const bytes = survey.logs.reduce((sum, log) => sum + log.size, 0);
	const script = bytes >= minBytesForThread ? threadScript('agent-worker.cjs') : undefined;
	return script ? readInThread(script, files, {signal}) : readAgents(files, await readAhead(files));
}

/** Like `readAgents`, in a new thread that runs agent-worker. */
export async function readInThread(script: ThreadScript, files: readonly string[], {signal}: Pick<Options, 'signal'> = {}): Promise<Agents> {
	const worker = trackThread(startThread(script, {workerData: files}));
	return trackWait(files[0] ?? '', async () => new Promise<Agents>(resolve => {
		const stop = () => {
			void worker.terminate();
			resolve(stopped);
		};

		signal?.addEventListener('abort', stop, {once: true});
		worker.on('message', resolve).on('error', error => {
			resolve({status: 'failed', reason: `reading the agents failed (${messageOf(error)})`});
		}).on('exit', () => {
			signal?.removeEventListener('abort', stop);
			resolve({status: 'failed', reason: 'reading the agents failed (its thread ended)'});
		});
	}));
}
