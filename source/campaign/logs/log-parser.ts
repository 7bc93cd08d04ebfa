import {Buffer, isUtf8} from 'node:buffer';
import path from 'node:path';
import {codeOf, messageOf} from '../../system/errors.js';
import {
	isObject, parseExactJson, parseJson, strictJson,
} from '../../system/json.js';
import {jsonMistake} from '../../system/json-mistake.js';
import {logError} from '../errors.js';
import {agentResultFrom, type AgentResult} from './agent-result.js';
import {logBytes, type LogContents} from './log-contents.js';
import type {SideSums} from './side-sums.js';

type Results = Map<string, AgentResult>;

/**
 * Parses the logs of an iteration with JSON.parse: the slow path, for logs that the scanner cannot handle. A name that reappears in a later shard
 * replaces the earlier result, as in the notebook. Adds the agents to their sides and returns the number of such names. Throws a log error (see
 * `logError`).
 */
export function parseLogs(files: readonly string[], clients: SideSums, servers: SideSums, contents?: LogContents): number {
	const clientResults: Results = new Map();
	const serverResults: Results = new Map();
	let agents = 0;
	for (const file of files) {
		const name = path.basename(file);
		const [first, second] = readLines(file, contents);
		agents += collect(clientResults, first, name, 1) + collect(serverResults, second, name, 2);
	}

	addAll(clientResults, clients);
	addAll(serverResults, servers);
	return agents - clientResults.size - serverResults.size;
}

function addAll(results: Results, side: SideSums): void {
	for (const [name, result] of results) {
		side.add(name, result);
	}
}

/** The error for an unreadable log, by system error code. */
function unreadableLog(name: string, error: unknown) {
	const code = codeOf(error);
	switch (code) {
		case 'ENOENT': {
			return logError('log-unreadable', `${name}: cannot be opened`, {file: name, cause: error});
		}

		case 'EISDIR': {
			return logError('log-not-file', `${name}: a folder, not a log`, {file: name, cause: error});
		}

		default: {
			return logError('log-unreadable', `${name}: cannot be read (${code ?? messageOf(error)})`, {file: name, cause: error});
		}
	}
}

/** A line of a log, and its offset in the file. */
export type LogLine = {readonly bytes: Uint8Array; readonly offset: number};

/** The first two lines of a log, which contain its results. Throws a log error. */
export function readLines(file: string, contents?: LogContents): readonly [clients: LogLine, servers: LogLine] {
	const name = path.basename(file);
	const bytes = readText(file, contents);
	const firstEnd = lineEnd(bytes, 0);
	const secondStart = bytes[firstEnd] === carriageReturn && bytes[firstEnd + 1] === newline ? firstEnd + 2 : firstEnd + 1;
	const first = {bytes: bytes.subarray(0, firstEnd), offset: 0};
	const second = {bytes: bytes.subarray(secondStart, lineEnd(bytes, secondStart)), offset: secondStart};
	if (isBlank(bytes)) {
		throw logError('log-empty', `${name}: empty log`);
	}

	if (isBlank(second.bytes)) {
		// A truncated first line is a better explanation than the missing second line.
		parseLine(first, name);
		throw logError('log-without-servers', `${name}: second line missing`);
	}

	return [first, second];
}

function readText(file: string, contents: LogContents | undefined): Uint8Array {
	const name = path.basename(file);
	let bytes: Uint8Array;
	try {
		bytes = logBytes(file, contents);
	} catch (error) {
		throw unreadableLog(name, error);
	}

	if (!isUtf8(bytes)) {
		throw logError('log-not-text', `${name}: not UTF-8 text`, {file: name});
	}

	return bytes;
}

const newline = 10;
const carriageReturn = 13;

function lineEnd(bytes: Uint8Array, start: number): number {
	const feed = bytes.indexOf(newline, start);
	const end = feed === -1 ? bytes.length : feed;
	// Line ending of classic Mac OS.
	const other = bytes.subarray(start, end).indexOf(carriageReturn);
	return other === -1 ? end : start + other;
}

const isBlank = (bytes: Uint8Array): boolean => bytes.every(byte => byte === 32 || (byte > 8 && byte < 14));

function collect(results: Results, line: LogLine, name: string, number: number): number {
	const value = parseLine(line, name);
	if (!isObject(value)) {
		throw logError('log-not-ombt', `${name}: line ${number} is not an object of agents`);
	}

	const entries = Object.entries(value);
	for (const [agent, result] of entries) {
		results.set(agent, agentResultFrom(result, `${name}: agent ${agent}`));
	}

	return entries.length;
}

// Replacements that JSON.parse reads as infinities, and that `agentResultFrom` takes for NaN.
const nonFinite = {nan: '"NaN"', infinity: '1e999', minusInfinity: '-1e999'};

/** Parses a line of a log. Damage is detected before values are created, which take several times the memory of the text. Throws a log error. */
export function parseLine({bytes, offset}: LogLine, name: string): unknown {
	const mistake = jsonMistake(bytes, {python: true});
	if (mistake !== -1) {
		throw logError('log-not-json', `${name}: not JSON at byte ${offset + mistake}`, {file: name, offset: offset + mistake});
	}

	try {
		const text = strictJson(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'), nonFinite);
		// Only integers of 16 or more digits can exceed a double; times have fewer before the decimal point.
		return /[\[:,]\s*\d{16,}\s*[,\}\]]/v.test(text) ? parseExactJson(text) : parseJson(text);
	} catch (error) {
		throw logError('reading-failed', `${name}: ${messageOf(error)}`, {file: name, cause: error});
	}
}
