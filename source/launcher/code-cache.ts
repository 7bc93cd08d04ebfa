import path from 'node:path';
import process from 'node:process';
import type {Script} from 'node:vm';
import {digest} from '../system/cache-file.js';
import {makeCacheFolder, readOwnFile, removeOldest} from '../system/cache-folder.js';
import {replaceFile} from '../system/staged-file.js';

/**
 * The code V8 compiled from the program's scripts in earlier runs, and the commands covered. It is executed unchecked: whoever can write it can
 * run code as this user, so it is kept in folders and files private to this user.
 */
export type CompiledCode = {
	readonly commands: readonly string[];
	readonly scripts: ReadonlyMap<string, Uint8Array>;
};

/** An empty code cache. */
export const noCode: CompiledCode = {commands: [], scripts: new Map()};

const maxBytes = 32 * 1024 * 1024;
/** One file per build and Node version; more than these are rarely in use at once. */
const maxFiles = 6;
const ownName = /^[\da-f]{16}-v\d[\w.\-]*$/v;
/** Below this share of new code, the file is not rewritten. */
const minGrowth = 0.05;

/** The file name for a build of the program on this Node. V8 itself rejects code compiled with other flags. */
export const codeFileName = (build: string): string => `${build}-${process.version.replaceAll('.', '_')}-${process.arch}`;

/** The code in a file of a private folder; `noCode` if it is missing, damaged, or writable by others. */
export async function readCode(file: string): Promise<CompiledCode> {
	try {
		return parseCode(await readOwnFile(file, maxBytes));
	} catch {
		return noCode;
	}
}

type Run = {
	readonly command: string;
	readonly scripts: ReadonlyMap<string, Script>;
	/** Whether more may have been compiled since the command was last saved: the explorer's screens are compiled when opened. */
	readonly mayHaveGrown: boolean;
};

/** Adds the code compiled in this run, and returns all code then known. Writes nothing if little is new or others could write. Throws file system errors. */
export async function addCode(file: string, known: CompiledCode, {command, scripts, mayHaveGrown}: Run): Promise<CompiledCode> {
	const isNew = !known.commands.includes(command)
		|| [...scripts].some(([name, {cachedDataRejected}]) => cachedDataRejected === true || !known.scripts.has(name));
	if (!isNew && !mayHaveGrown) {
		return known;
	}

	const compiled = new Map([...known.scripts, ...[...scripts].map(([name, script]) => [name, script.createCachedData()] as const)]);
	if (!isNew && codeBytes(compiled) < codeBytes(known.scripts) * (1 + minGrowth)) {
		return known;
	}

	const folder = path.dirname(file);
	if (!await makeCacheFolder(folder)) {
		return known;
	}

	const code = {commands: [...new Set([...known.commands, command])], scripts: compiled};
	await writeCode(file, code);
	await removeOldest(folder, {ownName, maxFiles});
	return code;
}

const codeBytes = (scripts: CompiledCode['scripts']): number => [...scripts.values()].reduce((bytes, code) => bytes + code.length, 0);

async function writeCode(file: string, {commands, scripts}: CompiledCode): Promise<void> {
	const index = JSON.stringify({commands, sizes: [...scripts].map(([name, code]) => [name, code.length])});
	const body = Buffer.concat([Buffer.from(`${index}\n`), ...scripts.values()]);
	await replaceFile(file, Buffer.concat([Buffer.from(`${digest(body)}\n`), body]));
}

/** Parses the bytes of a code file; `noCode` if they are damaged. */
export function parseCode(bytes: Buffer): CompiledCode {
	const [noted, afterDigest] = lineAt(bytes, 0);
	if (noted !== digest(bytes.subarray(afterDigest))) {
		return noCode;
	}

	const [index, afterIndex] = lineAt(bytes, afterDigest);
	const {commands, sizes} = JSON.parse(index) as {commands: string[]; sizes: ReadonlyArray<readonly [string, number]>};
	let offset = afterIndex;
	const scripts = new Map<string, Uint8Array>();
	for (const [name, size] of sizes) {
		scripts.set(name, bytes.subarray(offset, offset + size));
		offset += size;
	}

	return {commands, scripts};
}

function lineAt(bytes: Buffer, start: number): readonly [line: string, next: number] {
	const end = bytes.indexOf('\n', start);
	return [bytes.toString('utf8', start, end), end + 1];
}
