import path from 'node:path';
import {aggregate} from '../model/aggregate.js';
import {skipReasonOf, type SkipReason} from '../errors.js';
import type {Side} from '../model/iteration.js';
import {parseLogs} from './log-parser.js';
import {scanLogs} from './scan-logs.js';
import {SideSums} from './side-sums.js';

/** What the logs of an iteration say, or why they say nothing. Plain data: it crosses threads and goes into the cache. */
export type Outcome =
	| {readonly status: 'loaded'; readonly clients: Side; readonly servers: Side; readonly duplicateAgents: number}
	| ({readonly status: 'skipped'} & SkipReason);

/** Reads and sums the logs of one iteration: by the scanner, or by the parser where the scanner meets anything unusual. */
export function readLogs(files: readonly string[], options: {everyError?: boolean} = {}): Outcome {
	try {
		const {clients, servers, duplicateAgents} = scanned(files) ?? parsed(files);
		return {
			status: 'loaded', clients: aggregate(clients, options), servers: aggregate(servers, options), duplicateAgents,
		};
	} catch (error) {
		return {status: 'skipped', ...skipReasonOf(error, path.basename(files[0] ?? ''))};
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
