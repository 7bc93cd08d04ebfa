import {Buffer} from 'node:buffer';
import {open} from 'node:fs/promises';
import {stripVTControlCharacters} from 'node:util';
import {trackWait} from '../../system/waiting.js';
import type {CallType, ConsoleEnd, ConsoleFacts} from '../model/iteration.js';
import type {LogFile} from './controller-logs.js';

/** Bytes read from the start and from the end of each console. */
const maxBytes = 64 * 1024;
/** Consoles open at the same time: an iteration may have a hundred. */
const maxOpen = 8;
const maxLossReports = 8;
const maxLine = 300;

/** Printed by ombt above its summary. */
const headline = /RPC (?<test>call|cast|fanout) test results/gv;
const callTypes: Readonly<Record<string, CallType>> = {call: 'rpc-call', cast: 'rpc-cast', fanout: 'rpc-fanout'};
/** Printed by ombt if messages did not arrive in time. */
const lossReport = /not all messages accounted for|Test timed out/v;

/** Reads both ends of each console of an iteration. Undefined if one cannot be read. Never rejects. */
export async function readConsoles(files: readonly LogFile[]): Promise<ConsoleFacts | undefined> {
	const reported: ConsoleFacts[] = [];
	for (let first = 0; first < files.length; first += maxOpen) {
		const some = await Promise.all(files.slice(first, first + maxOpen).map(async file => readConsole(file).catch(() => undefined)));
		reported.push(...some.filter(facts => facts !== undefined));
		if (some.includes(undefined)) {
			return undefined;
		}
	}

	return combineFacts(reported);
}

const endBytes = 4096;
const endLines = 3;

/** The last lines of the first non-empty console, repeated ones once: why its controller left no results. Null if there is none. Never rejects. */
export async function endOfConsoles(files: readonly LogFile[]): Promise<ConsoleEnd | null> {
	const file = files.find(({size}) => size > 0);
	const lines = file === undefined ? [] : await lastLines(file).catch(() => []);
	return file === undefined || lines.length === 0 ? null : {file: file.name, lines};
}

const lastLines = async ({path, size}: LogFile): Promise<readonly string[]> => trackWait(path, async () => {
	const handle = await open(path);
	try {
		const {buffer, bytesRead} = await handle.read(Buffer.alloc(endBytes), 0, endBytes, Math.max(0, size - endBytes));
		const lines = stripVTControlCharacters(buffer.toString('utf8', 0, bytesRead)).split(/[\r\n]+/v).map(line => line.trim()).filter(line => line !== '');
		return lines.filter((line, index) => line !== lines[index + 1]).slice(-endLines).map(line => line.slice(0, maxLine));
	} finally {
		await handle.close();
	}
});

/** The facts of consoles in which nothing was found. */
export const noConsoleFacts: ConsoleFacts = {callType: null, lossReports: []};

/** The combined facts of several consoles: the call type only if they agree. */
function combineFacts(all: readonly ConsoleFacts[]): ConsoleFacts {
	const callTypes = [...new Set(all.flatMap(({callType}) => callType ?? []))];
	return {
		callType: callTypes.length === 1 ? callTypes[0] ?? null : null,
		lossReports: all.flatMap(({lossReports}) => lossReports).slice(0, maxLossReports),
	};
}

async function readConsole({path, name, size}: LogFile): Promise<ConsoleFacts> {
	return trackWait(path, async () => {
		const handle = await open(path);
		try {
			const ends = size <= 2 * maxBytes ? [[0, size] as const] : [[0, maxBytes] as const, [size - maxBytes, maxBytes] as const];
			const texts: string[] = [];
			for (const [position, length] of ends) {
				const {buffer, bytesRead} = await handle.read(Buffer.alloc(length), 0, length, position);
				texts.push(buffer.toString('utf8', 0, bytesRead));
			}

			return factsIn(texts, name);
		} finally {
			await handle.close();
		}
	});
}

function factsIn(texts: readonly string[], file: string): ConsoleFacts {
	return combineFacts(texts.map(text => {
		const types = new Set([...text.matchAll(headline)].map(({groups}) => callTypes[groups?.test ?? '']));
		const at = text.search(lossReport);
		return {
			callType: types.size === 1 ? [...types][0] ?? null : null,
			lossReports: at === -1 ? [] : [{file, line: lineAt(text, at)}],
		};
	}));
}

/** The line around an index, truncated to a readable length. */
function lineAt(text: string, index: number): string {
	const start = Math.max(text.lastIndexOf('\n', index) + 1, text.lastIndexOf('\r', index) + 1, index - maxLine);
	const end = text.slice(index).search(/[\r\n]/v);
	return text.slice(start, Math.min(end === -1 ? text.length : index + end, start + maxLine)).trim();
}
