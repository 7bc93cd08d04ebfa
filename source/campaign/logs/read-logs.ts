import path from 'node:path';
import {aggregate} from '../model/aggregate.js';
import {messageOf} from '../../system/errors.js';
import type {Side} from '../model/iteration.js';
import {UnusableLogError} from './agent-result.js';
import {parseLogs} from './log-parser.js';
import {scanLogs} from './scan-logs.js';
import {SideSums} from './side-sums.js';

/** What the logs of an iteration say, or why they say nothing. Plain data: it crosses threads and goes into the cache. */
export type Outcome =
	| {readonly status: 'loaded'; readonly clients: Side; readonly servers: Side; readonly duplicateAgents: number}
	| {readonly status: 'skipped'; readonly reason: string};

/** Reads and sums the logs of one iteration: by the scanner, or by the parser where the scanner meets anything unusual. */
export function readLogs(files: readonly string[], options: {everyError?: boolean} = {}): Outcome {
	try {
		const {clients, servers, duplicateAgents} = scanned(files) ?? parsed(files);
		return {
			status: 'loaded', clients: aggregate(clients, options), servers: aggregate(servers, options), duplicateAgents,
		};
	} catch (error) {
		const reason = error instanceof UnusableLogError ? error.message : `${path.basename(files[0] ?? '')}: ${messageOf(error)}`;
		return {status: 'skipped', reason};
	}
}

function scanned(files: readonly string[]) {
	const sides = scanLogs(files);
	return sides && {...sides, duplicateAgents: 0};
}

function parsed(files: readonly string[]) {
	const [clients, servers] = [new SideSums(), new SideSums()];
	return {clients, servers, duplicateAgents: parseLogs(files, clients, servers)};
}
