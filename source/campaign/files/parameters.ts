import {readFile, readdir, stat} from 'node:fs/promises';
import path from 'node:path';
import {naturalOrder} from '../../text/natural-order.js';
import {CampaignError, codeOf, messageOf} from '../../system/errors.js';
import type {Entry, Parameters} from '../model/iteration.js';
import {isObject, NotJsonError, parseExactJson} from '../../system/json.js';

/** A folder with a params.json, and what that file says about each iteration. */
export type Campaign = {readonly folder: string; readonly name: string; readonly entries: readonly Entry[]};

/** Reads params.json of a folder. Throws CampaignError where there is no campaign to read. */
export async function openCampaign(folder: string): Promise<Campaign> {
	const absolute = path.resolve(folder);
	const text = await readParameters(absolute);
	const file = path.join(folder, 'params.json');
	return {folder: absolute, name: path.basename(absolute), entries: parseParameters(text, file)};
}

/** A subfolder that holds a params.json: its name, the bytes of that file, and how many iterations it lists; null where that is not known at once. */
export type FoundCampaign = {readonly name: string; readonly bytes: number; readonly iterations: number | null};

// Reading more than this would keep the list waiting.
const maxBytes = 1_000_000;

/** The subfolders that hold a params.json, in the natural order of their names. */
export async function findCampaigns(folder: string): Promise<readonly FoundCampaign[]> {
	const found: FoundCampaign[] = [];
	let left = 10 * maxBytes;
	const entries = await readdir(folder, {withFileTypes: true}).catch(() => []);
	for (const entry of entries) {
		if (entry.isDirectory() || entry.isSymbolicLink()) {
			const file = await stat(path.join(folder, entry.name, 'params.json')).catch(() => undefined);
			if (file?.isFile()) {
				const isCheap = file.size <= Math.min(maxBytes, left);
				left -= isCheap ? file.size : 0;
				const campaign = isCheap ? await openCampaign(path.join(folder, entry.name)).catch(() => undefined) : undefined;
				found.push({name: entry.name, bytes: file.size, iterations: campaign?.entries.length ?? null});
			}
		}
	}

	return found.sort((a, b) => naturalOrder(a.name, b.name));
}

/** The entries of a params.json text; an entry that is no object is kept, to be skipped with its reason. */
function parseParameters(text: string, file: string): readonly Entry[] {
	const list = parseList(text, file);
	return list.map((value, position) => entryFrom(isObject(value) ? value : {}, position + 1));
}

function parseList(text: string, file: string): readonly unknown[] {
	let value: unknown;
	try {
		value = parseExactJson(asJson(text));
	} catch (error) {
		const remedy = text.trim() === '' ? 'it is empty: has an iteration finished yet?' : 'a running campaign rewrites it: try again, or restore it';
		throw new CampaignError(`${file}: ${error instanceof NotJsonError ? error.message : messageOf(error)}`, remedy);
	}

	if (!Array.isArray(value)) {
		throw new CampaignError(`${file}: not a list of iterations`, 'give the folder that ombt-orchestrator wrote');
	}

	return value;
}

// Python also writes and reads NaN and Infinity, which JSON knows as null; blanks keep the bytes of what follows in their places.
const asJson = (text: string): string => text.replace(/^\u{FEFF}/v, '   ')
	.replaceAll(/"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/gsv, found => found.startsWith('"') ? found : 'null'.padEnd(found.length));

function entryFrom(parameters: Parameters, index: number): Entry {
	const iterationId = textOf(parameters.iteration_id);
	return {
		index,
		label: iterationId ?? `#${index}`,
		iterationId,
		backupDir: textOf(parameters.backup_dir),
		driver: textOf(parameters.driver),
		callType: textOf(parameters.call_type),
		parameters,
	};
}

const textOf = (value: unknown): string | null =>
	typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'bigint' ? String(value) : null;

const remedies: Readonly<Record<string, string>> = {
	ENOENT: 'give the folder that holds params.json',
	ENOTDIR: 'give the folder that holds params.json, not a file',
	EACCES: 'ask its owner for permission to read it',
	EISDIR: 'params.json must be a file',
	ERR_ENCODING_INVALID_ENCODED_DATA: 'restore it as ombt-orchestrator wrote it',
};

async function readParameters(folder: string): Promise<string> {
	const file = path.join(folder, 'params.json');
	try {
		const found = await stat(file);
		if (!found.isFile() && !found.isDirectory()) {
			throw new CampaignError(`${file}: not a plain file`, 'params.json must be a file');
		}

		return new TextDecoder('utf8', {fatal: true, ignoreBOM: true}).decode(await readFile(file));
	} catch (error) {
		throw error instanceof CampaignError ? error : await unreadable(folder, file, error);
	}
}

async function unreadable(folder: string, file: string, error: unknown): Promise<CampaignError> {
	const code = codeOf(error) ?? '';
	const found = await stat(folder).catch(() => undefined);
	const problem = code === 'ENOENT'
		? (found?.isDirectory() ? `${folder}: no params.json in this folder` : `${folder}: no such folder`)
		: code === 'ENOTDIR' ? `${folder}: not a folder` : `${file}: ${problems[code] ?? `cannot be read (${code || messageOf(error)})`}`;
	return new CampaignError(problem, remedies[code] ?? 'check the file');
}

const problems: Readonly<Record<string, string>> = {
	EISDIR: 'a folder, not a file',
	ERR_ENCODING_INVALID_ENCODED_DATA: 'not UTF-8 text',
};
