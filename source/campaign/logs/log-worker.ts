import {parentPort} from 'node:worker_threads';
import {readLogs} from './read-logs.js';

/** The job of a parsing thread: the logs of one iteration. */
export type Job = {readonly files: readonly string[]; readonly everyError: boolean};

parentPort?.on('message', ({files, everyError}: Job) => {
	parentPort?.postMessage(readLogs(files, {everyError}));
});
