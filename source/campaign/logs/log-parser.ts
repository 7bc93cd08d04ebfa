import path from 'node:path';
import {codeOf, messageOf} from '../../system/errors.js';
import {
	isObject, NotJsonError, parseExactJson, parseJson,
} from '../../system/json.js';
import {logError} from '../errors.js';
import {agentResultFrom, type AgentResult} from './agent-result.js';
import {bytesOf, type LogContents} from './log-contents.js';
import type {SideSums} from './side-sums.js';

type Results = Map<string, AgentResult>;

/**
 * Reads the logs of an iteration as objects, whatever their JSON looks like: the patient way, for all that the scanner does
 * not know. A name that comes back in a later shard replaces the earlier result, as in the notebook. Adds the agents to
 * their sides and returns the number of such names; throws a log error (see `logError`).
 */
export function parseLogs(files: readonly string[], clients: SideSums, servers: SideSums, contents?: LogContents): number {
	const clientResults: Results = new Map();
	const serverResults: Results = new Map();
	let agents = 0;
	for (const file of files) {
		const lines = readLines(file, contents);
		agents += collect(clientResults, lines[0], {file, line: 0, contents}) + collect(serverResults, lines[1], {file, line: 1, contents});
	}

	addAll(clientResults, clients);
	addAll(serverResults, servers);
	return agents - clientResults.size - serverResults.size;
}

function addAll(results: Results, side: SideSums): void {
	for (const result of results.values()) {
		side.add(result);
	}
}

/** The error for a log that cannot be read, by the system's error code. */
function unreadableLog(name: string, error: unknown) {
	const code = codeOf(error);
	switch (code) {
		case 'ENOENT': {
			return logError('log-unreadable', `${name}: cannot be opened`, {file: name, cause: error});
		}

		case 'EISDIR': {
			return logError('log-not-file', `${name}: a folder, not a log`, {file: name, cause: error});
		}

		case 'ERR_ENCODING_INVALID_ENCODED_DATA': {
			return logError('log-not-text', `${name}: not UTF-8 text`, {file: name, cause: error});
		}

		default: {
			return logError('log-unreadable', `${name}: cannot be read (${code ?? messageOf(error)})`, {file: name, cause: error});
		}
	}
}

/** The lines of a log, two at least. Throws a log error. */
export function readLines(file: string, contents?: LogContents): readonly string[] {
	const name = path.basename(file);
	let text: string;
	try {
		text = new TextDecoder('utf8', {fatal: true, ignoreBOM: true}).decode(bytesOf(file, contents));
	} catch (error) {
		throw unreadableLog(name, error);
	}

	if (text.trim() === '') {
		throw logError('log-empty', `${name}: empty log`);
	}

	const lines = text.split(/\r\n|\r|\n/v);
	if ((lines[1] ?? '').trim() === '') {
		// Half a first line is the better reason than the second line that it never reached.
		parseLine(lines[0] ?? '', name, 0);
		throw logError('log-without-servers', `${name}: second line missing`);
	}

	return lines;
}

type LineOfLog = {readonly file: string; readonly line: number; readonly contents: LogContents | undefined};

function collect(results: Results, text: string | undefined, {file, line, contents}: LineOfLog): number {
	const name = path.basename(file);
	const value = parseLine(text ?? '', name, line === 0 ? 0 : firstLineBytes(file, contents));
	if (!isObject(value)) {
		throw logError('log-not-ombt', `${name}: line ${line + 1} is not an object of agents`);
	}

	const entries = Object.entries(value);
	for (const [agent, result] of entries) {
		results.set(agent, agentResultFrom(result, `${name}: agent ${agent}`));
	}

	return entries.length;
}

const firstLineBytes = (file: string, contents: LogContents | undefined): number => bytesOf(file, contents).indexOf(newline) + 1;

const newline = 10;

/** What a line of a log stands for; `offset` is where it begins in the file. Throws a log error. */
export function parseLine(text: string, name: string, offset: number): unknown {
	try {
		// Only integers of 16 digits and more can be too large for a double; times have fewer before their point.
		return /[\[:,]\s*\d{16,}\s*[,\}\]]/v.test(text) ? parseExactJson(text) : parseJson(text);
	} catch (error) {
		throw error instanceof NotJsonError
			? logError('log-not-json', `${name}: not JSON at byte ${offset + error.byte}`, {file: name, offset: offset + error.byte, cause: error})
			: logError('reading-failed', `${name}: ${messageOf(error)}`, {file: name, cause: error});
	}
}
