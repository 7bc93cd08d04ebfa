import {closeSync, openSync, readSync} from 'node:fs';
import {AgentColumns} from './agents.js';
import {LogScanner, type ScannedSide} from './log-scanner.js';
import {NameSet} from './name-set.js';

let scanner: LogScanner | undefined;

/** Reads the logs of an iteration by their bytes; undefined where one of them is unusual or cannot be read. */
export function scanLogs(files: readonly string[]): {readonly clients: AgentColumns; readonly servers: AgentColumns} | undefined {
	const [clients, servers] = [newSide(), newSide()];
	scanner ??= new LogScanner();
	for (const file of files) {
		if (!scanFile(scanner, file, clients, servers)) {
			return undefined;
		}
	}

	return {clients: clients.columns, servers: servers.columns};
}

const newSide = (): ScannedSide => ({columns: new AgentColumns(), names: new NameSet()});

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
