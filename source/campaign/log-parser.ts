import {readFileSync} from 'node:fs';
import path from 'node:path';
import type {AgentColumns} from './agents.js';
import {codeOf, messageOf} from './errors.js';
import type {Count} from './iteration.js';
import {
	isObject, NotJsonError, parseExactJson, parseJson,
} from './json.js';

/** A log that cannot be used; the message names the file and what is wrong with it. */
export class UnusableLogError extends Error {
	override readonly name = 'UnusableLogError';
}

type Results = Map<string, Record<string, unknown>>;

/**
 * Reads the logs of an iteration as objects, whatever their JSON looks like: the patient way, for all that the scanner does
 * not know. A name that comes back in a later shard replaces the earlier result, as in the notebook. Fills the columns and
 * returns the number of such names; throws UnusableLogError.
 */
export function parseLogs(files: readonly string[], clients: AgentColumns, servers: AgentColumns): number {
	const sides: readonly [Results, Results] = [new Map(), new Map()];
	let agents = 0;
	for (const file of files) {
		const lines = readLines(file);
		for (const [line, results] of sides.entries()) {
			agents += collect(results, lines[line], {file, line});
		}
	}

	addAgents(clients, sides[0]);
	addAgents(servers, sides[1]);
	return agents - sides[0].size - sides[1].size;
}

/** The lines of a log, two at least; throws UnusableLogError. */
export function readLines(file: string): readonly string[] {
	const name = path.basename(file);
	let text: string;
	try {
		text = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(readFileSync(file));
	} catch (error) {
		const code = codeOf(error);
		throw new UnusableLogError(`${name}: ${code === 'ENOENT' ? 'cannot be opened' : code === 'EISDIR' ? 'a folder, not a log' : code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? 'not UTF-8 text' : `cannot be read (${code ?? messageOf(error)})`}`);
	}

	if (text.trim() === '') {
		throw new UnusableLogError(`${name}: empty log`);
	}

	const lines = text.split(/\r\n|\r|\n/v);
	if ((lines[1] ?? '').trim() === '') {
		// Half a first line is the better reason than the second line that it never reached.
		parseLine(lines[0] ?? '', name, 0);
		throw new UnusableLogError(`${name}: second line missing`);
	}

	return lines;
}

function collect(results: Results, text: string | undefined, {file, line}: {file: string; line: number}): number {
	const name = path.basename(file);
	const value = parseLine(text ?? '', name, line === 0 ? 0 : firstLineBytes(file));
	if (!isObject(value)) {
		throw new UnusableLogError(`${name}: line ${line + 1} is not an object of agents`);
	}

	const entries = Object.entries(value);
	for (const [agent, result] of entries) {
		checkAgent(result, `${name}: agent ${agent}`);
		results.set(agent, isObject(result) ? result : {});
	}

	return entries.length;
}

const firstLineBytes = (file: string): number => readFileSync(file).indexOf('\n') + 1;

/** What a line of a log stands for; `offset` is where it begins in the file. Throws UnusableLogError. */
export function parseLine(text: string, name: string, offset: number): unknown {
	try {
		// Only integers of 16 digits and more can be too large for a double; times have fewer before their point.
		return /[\[:,]\s*\d{16,}\s*[,\}\]]/v.test(text) ? parseExactJson(text) : parseJson(text);
	} catch (error) {
		throw new UnusableLogError(`${name}: ${error instanceof NotJsonError ? `not JSON at byte ${offset + error.byte}` : messageOf(error)}`);
	}
}

type Check = {readonly required: boolean; readonly nullable: boolean};
const agentNumbers: Readonly<Record<string, Check>> = {
	start_time: {required: false, nullable: true},
	stop_time: {required: false, nullable: true},
	msgs_ok: {required: true, nullable: false},
	msgs_fail: {required: true, nullable: false},
};
const latencyNumbers: Readonly<Record<string, Check>> = {
	min: {required: false, nullable: true},
	max: {required: false, nullable: true},
	total: {required: false, nullable: false},
	count: {required: false, nullable: false},
	sum_of_squares: {required: false, nullable: false},
};

function checkAgent(result: unknown, where: string): void {
	if (!isObject(result)) {
		throw new UnusableLogError(`${where} is not an object`);
	}

	checkNumbers(result, agentNumbers, `${where}: `);
	const {latency} = result;
	if (!isObject(latency)) {
		throw new UnusableLogError(`${where}: latency is ${latency === undefined ? 'missing' : 'not an object'}`);
	}

	checkNumbers(latency, latencyNumbers, `${where}: latency.`);
	checkDistribution(latency.distribution ?? {}, `${where}: latency.distribution`);
	const errors = result.errors ?? {};
	if (!isObject(errors)) {
		throw new UnusableLogError(`${where}: errors is not an object`);
	}

	for (const [text, count] of Object.entries(errors)) {
		if (!isFiniteNumber(count)) {
			throw new UnusableLogError(`${where}: count of error ${text} is not a number`);
		}
	}
}

function checkNumbers(holder: Readonly<Record<string, unknown>>, checks: Readonly<Record<string, Check>>, where: string): void {
	for (const [key, {required, nullable}] of Object.entries(checks)) {
		const value = holder[key];
		if (value === undefined && required) {
			throw new UnusableLogError(`${where}${key} is missing`);
		}

		if (value !== undefined && !isFiniteNumber(value) && !(nullable && value === null)) {
			throw new UnusableLogError(`${where}${key} is not a number`);
		}
	}
}

function checkDistribution(distribution: unknown, where: string): void {
	if (!isObject(distribution)) {
		throw new UnusableLogError(`${where} is not an object`);
	}

	for (const [decade, counts] of Object.entries(distribution)) {
		// 10^15 ms are 30,000 years: a larger power is damage, and would ask for endless empty bins.
		if (!/^\d{1,2}$/v.test(decade) || Number(decade) > 15) {
			throw new UnusableLogError(`${where} has the key ${decade}, which is no power of ten`);
		}

		if (!Array.isArray(counts) || counts.length !== 10 || !counts.every(count => isFiniteNumber(count))) {
			throw new UnusableLogError(`${where}.${decade} is not a list of 10 numbers`);
		}
	}
}

function addAgents(columns: AgentColumns, results: Results): void {
	for (const result of results.values()) {
		const latency = isObject(result.latency) ? result.latency : {};
		columns.add({
			start: numberOr(result.start_time, Number.NaN),
			stop: numberOr(result.stop_time, Number.NaN),
			ok: numberOr(result.msgs_ok, 0),
			failed: numberOr(result.msgs_fail, 0),
			min: numberOr(latency.min, Number.NaN),
			max: numberOr(latency.max, Number.NaN),
			total: numberOr(latency.total, 0),
			count: numberOr(latency.count, 0),
			sumOfSquares: numberOr(latency.sum_of_squares, 0),
		});
		for (const [decade, counts] of Object.entries(latency.distribution ?? {})) {
			columns.addCounts(Number(decade), Array.isArray(counts) ? counts.map(count => countOf(count)) : []);
		}

		for (const [text, count] of Object.entries(result.errors ?? {})) {
			columns.addError(text, numberOr(count, 0));
		}
	}
}

const isFiniteNumber = (value: unknown): value is number | bigint => typeof value === 'bigint' || Number.isFinite(value);
const countOf = (value: unknown): Count => isFiniteNumber(value) ? value : 0;
const numberOr = (value: unknown, otherwise: number): number => isFiniteNumber(value) ? Number(value) : otherwise;
