import process from 'node:process';
import {parentPort} from 'node:worker_threads';
import {readLogs, type Job} from './read-logs.js';

process.setSourceMapsEnabled(process.env.DEBUG !== undefined);

parentPort?.on('message', ({files, ...options}: Job) => {
	parentPort?.postMessage(readLogs(files, options));
});
