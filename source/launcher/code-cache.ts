import {createHash, randomBytes} from 'node:crypto';
import {constants} from 'node:fs';
import {
	lstat, mkdir, open, readdir, rename, rm,
} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import type {Script} from 'node:vm';

/** What V8 has compiled of the program's scripts in earlier runs, and for which commands. */
export type CompiledCode = {
	readonly commands: readonly string[];
	readonly scripts: ReadonlyMap<string, Uint8Array>;
};

export const noCode: CompiledCode = {commands: [], scripts: new Map()};

const maxBytes = 32 * 1024 * 1024;
/** One file for each build and version of Node: more than these are hardly in use at once. */
const maxFiles = 6;
const ownName = /^[\da-f]{16}-v\d[\w.\-]*$/v;
/** What was added is not worth writing again below this share. */
const minGrowth = 0.05;

/** The name of the file for a build of the program run by this Node. V8 itself refuses what was compiled with other flags. */
export const codeFileName = (build: string): string => `${build}-${process.version}-${process.arch}`;

/**
 * Whether only this user can have put files there: a folder (no link) of the user's own, which nobody else may write to.
 * What V8 has compiled is run as it is, so that whoever can write it can run code as this user.
 */
export async function isPrivateFolder(folder: string): Promise<boolean> {
	const found = await lstat(folder).catch(() => undefined);
	return found !== undefined && found.isDirectory() && isOwn(found);
}

// eslint-disable-next-line no-bitwise
const isOwn = ({uid, mode}: {readonly uid: number; readonly mode: number}): boolean => uid === process.geteuid?.() && (mode & 0o022) === 0;

/** The code in a file of a private folder; `noCode` where there is none, where it is damaged, or where others could have written it. */
export async function readCode(file: string): Promise<CompiledCode> {
	try {
		return await areFoldersPrivate(file) ? parseCode(await readOwnFile(file)) : noCode;
	} catch {
		return noCode;
	}
}

// The folder of the code and the program's cache folder that it lies in.
async function areFoldersPrivate(file: string): Promise<boolean> {
	const folder = path.dirname(file);
	return await isPrivateFolder(path.dirname(folder)) && isPrivateFolder(folder);
}

async function readOwnFile(file: string): Promise<Buffer> {
	// eslint-disable-next-line no-bitwise
	const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
	try {
		const found = await handle.stat();
		if (!found.isFile() || !isOwn(found) || found.size > maxBytes) {
			throw new Error('not a file of this user alone');
		}

		return await handle.readFile();
	} finally {
		await handle.close();
	}
}

type Run = {
	readonly command: string;
	readonly scripts: ReadonlyMap<string, Script>;
	/** Whether more may have been compiled since the command was last seen: the explorer's screens are when they are opened. */
	readonly mayHaveGrown: boolean;
};

/**
 * Adds what was compiled in this run, and returns all that is known then. Writes nothing where little is new, or where others can write.
 * Throws where the file system refuses.
 */
export async function addCode(file: string, known: CompiledCode, {command, scripts, mayHaveGrown}: Run): Promise<CompiledCode> {
	const isNew = !known.commands.includes(command)
		|| [...scripts].some(([name, {cachedDataRejected}]) => cachedDataRejected === true || !known.scripts.has(name));
	if (!isNew && !mayHaveGrown) {
		return known;
	}

	const compiled = new Map([...known.scripts, ...[...scripts].map(([name, script]) => [name, script.createCachedData()] as const)]);
	if (!isNew && sizeOf(compiled) < sizeOf(known.scripts) * (1 + minGrowth)) {
		return known;
	}

	const folder = path.dirname(file);
	for (const needed of [path.dirname(path.dirname(folder)), path.dirname(folder), folder]) {
		await mkdir(needed, {mode: 0o700}).catch(() => undefined);
	}

	if (!await areFoldersPrivate(file)) {
		return known;
	}

	const code = {commands: [...new Set([...known.commands, command])], scripts: compiled};
	await writeCode(file, code);
	await removeOldest(folder);
	return code;
}

const sizeOf = (scripts: CompiledCode['scripts']): number => [...scripts.values()].reduce((bytes, code) => bytes + code.length, 0);

async function writeCode(file: string, {commands, scripts}: CompiledCode): Promise<void> {
	const index = JSON.stringify({commands, sizes: [...scripts].map(([name, code]) => [name, code.length])});
	const body = Buffer.concat([Buffer.from(`${index}\n`), ...scripts.values()]);
	const temporary = `${file}.${randomBytes(4).toString('hex')}`;
	try {
		const handle = await open(temporary, 'wx', 0o600);
		try {
			await handle.writeFile(Buffer.concat([Buffer.from(`${digestOf(body)}\n`), body]));
		} finally {
			await handle.close();
		}

		await rename(temporary, file);
	} catch (error) {
		await rm(temporary, {force: true});
		throw error;
	}
}

const digestOf = (bytes: Uint8Array): string => createHash('sha1').update(bytes).digest('hex');

function parseCode(bytes: Buffer): CompiledCode {
	const [digest, afterDigest] = lineAt(bytes, 0);
	if (digest !== digestOf(bytes.subarray(afterDigest))) {
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

// Only files that this program writes are ever removed.
async function removeOldest(folder: string): Promise<void> {
	const names = (await readdir(folder)).filter(name => ownName.test(name));
	const files = await Promise.all(names.map(async name => ({name, time: (await lstat(path.join(folder, name))).mtimeMs})));
	for (const {name} of files.sort((a, b) => b.time - a.time).slice(maxFiles)) {
		await rm(path.join(folder, name), {force: true});
	}
}
