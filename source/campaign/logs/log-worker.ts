import process from 'node:process';
import {parentPort} from 'node:worker_threads';
import {readLogs} from './read-logs.js';

process.setSourceMapsEnabled(process.env.DEBUG !== undefined);

/** A job for a parsing thread: the logs of one iteration, and their size. */
export type Job = {readonly files: readonly string[]; readonly bytes: number; readonly everyError: boolean};

parentPort?.on('message', ({files, everyError}: Job) => {
	parentPort?.postMessage(readLogs(files, {everyError}));
});
