import {Buffer, isUtf8} from 'node:buffer';
import {
	readFile, readdir, realpath, stat,
} from 'node:fs/promises';
import path from 'node:path';
import {naturalOrder} from '../../text/names.js';
import {debug, debugTime} from '../../system/debug-log.js';
import {AppError, codeOf, messageOf} from '../../system/errors.js';
import {trackWait} from '../../system/waiting.js';
import {campaignError} from '../errors.js';
import type {Entry, Parameters} from '../model/iteration.js';
import {
	isObject, NotJsonError, parseExactJson, strictJson,
} from '../../system/json.js';
import {withNames, type UnnamedEntry} from '../query/entry-names.js';
import {
	foldersOfIterations, foldersWithLogs, parametersFromName, type Origin,
} from './folder-names.js';

/** A folder with a params.json, and the entries of that file. */
export type Campaign = {
	readonly folder: string;
	readonly name: string;
	readonly entries: readonly Entry[];
	readonly origin: Origin;
};

/**
 * Reads the params.json of a folder; without one, folders with controller logs are the iterations, or the folder itself is the only one. Throws a
 * campaign error if there is no campaign to read.
 */
export async function openCampaign(folder: string): Promise<Campaign> {
	const absolute = path.resolve(folder);
	const campaign = {folder: absolute, name: path.basename(absolute)};
	try {
		const text = await debugTime('params-read', {file: path.join(absolute, 'params.json')}, async () => readParameters(absolute));
		const entries = parseParameters(text, path.join(folder, 'params.json'));
		debug('campaign-opened', {folder: absolute, entries: entries.length});
		return {...campaign, entries, origin: 'params.json'};
	} catch (error) {
		const folders = error instanceof AppError && error.code === 'parameters-missing' ? await foldersWithLogs(absolute) : [];
		if (folders.length === 0) {
			throw error;
		}

		debug('campaign-opened', {folder: absolute, entries: folders.length, origin: 'folder names'});
		const entries = withNames(folders.map((name, position) =>
			entryFrom({...parametersFromName(name === '.' ? campaign.name : name), backup_dir: name}, position + 1)));
		return {...campaign, entries, origin: 'folder names'};
	}
}

/** A subfolder that is a campaign. */
export type FoundCampaign = {
	readonly name: string;
	/** Size of params.json; null without one. */
	readonly bytes: number | null;
	/** Number of iterations; null if not known without a slow read. */
	readonly iterations: number | null;
	/** Whether the folder's name is not UTF-8, so that no path in Node leads to it. */
	readonly isNotUtf8?: boolean;
};

// Reading more than this would delay the list.
const maxBytes = 1_000_000;

/** The subfolders with a params.json, or with folders of iterations as ombt-orchestrator names them, in natural order. */
export async function findCampaigns(folder: string): Promise<readonly FoundCampaign[]> {
	const found: FoundCampaign[] = [];
	let left = 10 * maxBytes;
	const entries = await readdir(folder, {withFileTypes: true, encoding: 'buffer'}).catch(() => []);
	for (const entry of entries) {
		if (entry.isDirectory() || entry.isSymbolicLink()) {
			const name = entry.name.toString();
			const file = await stat(Buffer.concat([Buffer.from(`${folder}/`), entry.name, Buffer.from('/params.json')])).catch(() => undefined);
			if (file?.isFile() && !isUtf8(entry.name)) {
				found.push({
					name, bytes: file.size, iterations: null, isNotUtf8: true,
				});
			} else if (file?.isFile()) {
				const isCheap = file.size <= Math.min(maxBytes, left);
				left -= isCheap ? file.size : 0;
				const campaign = isCheap ? await openCampaign(path.join(folder, name)).catch(() => undefined) : undefined;
				found.push({name, bytes: file.size, iterations: campaign?.entries.length ?? null});
			} else {
				const folders = await foldersOfIterations(path.join(folder, name));
				found.push(...folders.length === 0 ? [] : [{name, bytes: null, iterations: folders.length}]);
			}
		}
	}

	const links = new Set(entries.filter(entry => entry.isSymbolicLink()).map(({name}) => name.toString()));
	return withoutLinks(folder, found.sort((a, b) => naturalOrder(a.name, b.name)), links);
}

/** Removes links to campaigns listed anyway: enoslib creates one named `current`. */
async function withoutLinks(folder: string, found: readonly FoundCampaign[], links: ReadonlySet<string>): Promise<readonly FoundCampaign[]> {
	const realPaths = await Promise.all(found.map(async ({name}) => realpath(path.join(folder, name)).catch(() => name)));
	const listed = new Set(realPaths.filter((_, index) => !links.has(found[index]?.name ?? '')));
	return found.filter(({name}, index) => !links.has(name) || !listed.has(realPaths[index] ?? ''));
}

/** The entries of a params.json text; entries that are not objects are kept, to be skipped with a reason. */
function parseParameters(text: string, file: string): readonly Entry[] {
	const list = parseList(text, file);
	return withNames(list.map((value, position) => entryFrom(isObject(value) ? value : {}, position + 1)));
}

// Replacements valid in JSON; padding keeps the offsets of what follows.
const nonFinite = {nan: 'null', infinity: 'null', minusInfinity: 'null'};

function parseList(text: string, file: string): readonly unknown[] {
	let value: unknown;
	try {
		value = parseExactJson(strictJson(text.replace(/^\u{FEFF}/v, '   '), nonFinite));
	} catch (error) {
		throw campaignError(text.trim() === '' ? 'parameters-empty' : 'parameters-not-json', `${file}: ${messageOf(error)}`, {
			file, cause: error, ...error instanceof NotJsonError ? {offset: error.byte} : {},
		});
	}

	if (!Array.isArray(value)) {
		throw campaignError('parameters-not-list', `${file}: not a list of iterations`, {file});
	}

	return value;
}

function entryFrom(parameters: Parameters, index: number): UnnamedEntry {
	const iterationId = identifierText(parameters.iteration_id);
	return {
		index,
		iterationId,
		backupDir: identifierText(parameters.backup_dir),
		driver: identifierText(parameters.driver),
		callType: identifierText(parameters.call_type),
		parameters,
	};
}

const identifierText = (value: unknown): string | null =>
	typeof value === 'string' ? value : (typeof value === 'number' || typeof value === 'bigint' ? String(value) : null);

async function readParameters(folder: string): Promise<string> {
	const file = path.join(folder, 'params.json');
	try {
		const found = await trackWait(file, async () => stat(file));
		if (!found.isFile() && !found.isDirectory()) {
			throw campaignError('parameters-not-file', `${file}: not a plain file`, {file});
		}

		return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(await trackWait(file, async () => readFile(file)));
	} catch (error) {
		throw error instanceof AppError ? error : await unreadable(folder, file, error);
	}
}

const maxNames = 5;

/** A hint that names the campaigns inside a folder that is not one itself. */
async function campaignsHint(folder: string): Promise<{readonly hint?: string}> {
	const names = (await findCampaigns(folder)).map(({name}) => name);
	const more = names.length > maxNames ? ` and ${names.length - maxNames} more` : '';
	return names.length === 0 ? {} : {hint: `give one of the campaigns in it with --campaign: ${names.slice(0, maxNames).join(', ')}${more}`};
}

/** The remedy for a folder whose name is not UTF-8. */
export const notUtf8Hint = 'its name is not UTF-8: rename it, or give a link that points to it (ln -s)';

async function unreadable(folder: string, file: string, error: unknown): Promise<AppError> {
	const code = codeOf(error) ?? '';
	switch (code) {
		case 'ENOENT': {
			const found = await stat(folder).catch(() => undefined);
			return found?.isDirectory()
				? campaignError('parameters-missing', `${folder}: no params.json in this folder`, {file, cause: error, ...await campaignsHint(folder)})
				: campaignError('campaign-missing', `${folder}: no such folder`, {
					file: folder, cause: error, ...folder.includes('\u{FFFD}') && {hint: notUtf8Hint},
				});
		}

		case 'ENOTDIR': {
			return campaignError('campaign-not-folder', `${folder}: not a folder`, {file: folder, cause: error});
		}

		case 'EISDIR': {
			return campaignError('parameters-not-file', `${file}: a folder, not a file`, {file, cause: error});
		}

		case 'ERR_ENCODING_INVALID_ENCODED_DATA': {
			return campaignError('parameters-not-text', `${file}: not UTF-8 text`, {file, cause: error});
		}

		default: {
			const problem = `${file}: cannot be read (${code || messageOf(error)})`;
			return campaignError(code === 'EACCES' ? 'parameters-forbidden' : 'parameters-unreadable', problem, {file, cause: error});
		}
	}
}
