import path from 'node:path';
import {aggregate} from '../model/aggregate.js';
import {skipReasonOf, type SkipReason} from '../errors.js';
import type {FanoutCounts, Side} from '../model/iteration.js';
import {SideSums} from './side-sums.js';
import {withLog, type LogContents} from './log-contents.js';
import {LogScanner, type ScannedSide} from './log-scanner.js';
import {SummedSide} from './summed-side.js';
import {NameSet} from './name-set.js';
import {parseLogs} from './log-parser.js';
import {fanoutCounts} from './topic-sums.js';

/** What a reader reads at a time: the logs of one iteration, their size (bytes), and their contents if they are not to be read from files. */
export type Job = {readonly files: readonly string[]; readonly bytes: number; readonly everyError: boolean; readonly contents?: LogContents};

/** Processes jobs one after the other, accepting `ahead` of them at a time; `read` rejects if the reader fails. */
export type LogReader = {readonly ahead: number; readonly read: (job: Job) => Promise<Outcome>; readonly close: () => void};

// Reused for the next iteration: learned agent shapes and allocated memory.
let scanner: LogScanner | undefined;
const clientNames = new NameSet();
const serverNames = new NameSet();

/** Scans the logs of an iteration; undefined if one of them is unusual or unreadable. */
export function scanLogs(files: readonly string[], contents?: LogContents): {readonly clients: SideSums; readonly servers: SideSums} | undefined {
	scanner ??= new LogScanner();
	const [clients, servers] = [sideWith(clientNames), sideWith(serverNames)];
	for (const file of files) {
		if (!scanFile(scanner, file, [clients, servers], contents)) {
			return undefined;
		}
	}

	return clients.complete() && servers.complete() ? {clients: clients.sums, servers: servers.sums} : undefined;
}

function sideWith(names: NameSet): SummedSide {
	names.clear();
	return new SummedSide(names);
}

/** Scans one log; false if it is unusual or unreadable. */
export function scanFile(log: LogScanner, file: string, [clients, servers]: readonly [ScannedSide, ScannedSide], contents?: LogContents): boolean {
	try {
		return withLog(file, contents, read => log.scan(read, clients, servers));
	} catch {
		// The parser meets the same error, and describes it.
		return false;
	}
}

/** The results in the logs of an iteration, or why there are none. Plain data: it is sent between threads and cached. */
export type Outcome =
	| {
		readonly status: 'loaded';
		readonly clients: Side;
		readonly servers: Side;
		readonly duplicateAgents: number;
		readonly shards: number;
		readonly fanout: FanoutCounts | null;
	}
	| ({readonly status: 'skipped'} & SkipReason);

type ReadOptions = {
	readonly everyError?: boolean;
	/** Contents of logs that were read ahead. */
	readonly contents?: LogContents;
};

/** Reads and sums the logs of one iteration: with the scanner, or with the parser if the scanner meets anything unusual. */
export function readLogs(files: readonly string[], {contents, ...options}: ReadOptions = {}): Outcome {
	try {
		const {clients, servers, duplicateAgents} = scanned(files, contents) ?? parsed(files, contents);
		return {
			status: 'loaded',
			clients: aggregate(clients, options),
			servers: aggregate(servers, options),
			duplicateAgents,
			shards: files.length,
			fanout: fanoutCounts(clients.origins.topics, servers.origins.topics),
		};
	} catch (error) {
		return {status: 'skipped', ...skipReasonOf(error, path.basename(files[0] ?? ''))};
	}
}

function scanned(files: readonly string[], contents: LogContents | undefined) {
	const sides = scanLogs(files, contents);
	return sides && {...sides, duplicateAgents: 0};
}

function parsed(files: readonly string[], contents: LogContents | undefined) {
	const [clients, servers] = [new SideSums(), new SideSums()];
	return {clients, servers, duplicateAgents: parseLogs(files, clients, servers, contents)};
}
