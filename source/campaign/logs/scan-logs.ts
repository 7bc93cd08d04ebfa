import {closeSync, openSync, readSync} from 'node:fs';
import {CountSums} from './count-sums.js';
import {LogScanner, type ScannedSide} from './log-scanner.js';
import {NameSet} from './name-set.js';
import {SideSums} from './side-sums.js';

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
