import path from 'node:path';
import {closeSync, openSync, readSync} from 'node:fs';
import {aggregate} from '../model/aggregate.js';
import {skipReasonOf, type SkipReason} from '../errors.js';
import type {Side} from '../model/iteration.js';
import type {Job} from './log-worker.js';
import {CountSums, SideSums} from './side-sums.js';
import {LogScanner, type ScannedSide} from './log-scanner.js';
import {NameSet} from './name-set.js';
import {parseLogs} from './log-parser.js';

/** Reads one job after the other, and takes `ahead` of them at a time; `read` rejects when the reader is lost. */
export type LogReader = {readonly ahead: number; readonly read: (job: Job) => Promise<Outcome>; readonly close: () => void};

// Kept for the next iteration: the shapes of agents that it learnt, and room that need not be found again.
let scanner: LogScanner | undefined;
const clientNames = new NameSet();
const serverNames = new NameSet();

/** Reads the logs of an iteration by their bytes; undefined where one of them is unusual or cannot be read. */
export function scanLogs(files: readonly string[]): {readonly clients: SideSums; readonly servers: SideSums} | undefined {
	scanner ??= new LogScanner();
	const [clients, servers] = [sideWith(clientNames), sideWith(serverNames)];
	for (const file of files) {
		if (!scanFile(scanner, file, clients, servers)) {
			return undefined;
		}
	}

	return clients.counts.moveTo(clients.sums) && servers.counts.moveTo(servers.sums) ? {clients: clients.sums, servers: servers.sums} : undefined;
}

function sideWith(names: NameSet): ScannedSide {
	names.clear();
	return {sums: new SideSums(), counts: new CountSums(), names};
}

function scanFile(log: LogScanner, file: string, clients: ScannedSide, servers: ScannedSide): boolean {
	let descriptor: number | undefined;
	try {
		const opened = openSync(file, 'r');
		descriptor = opened;
		return log.scan((buffer, offset, length) => readSync(opened, buffer, offset, length, null), clients, servers);
	} catch {
		// The parser will meet the same trouble, and name it.
		return false;
	} finally {
		if (descriptor !== undefined) {
			closeSync(descriptor);
		}
	}
}

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
