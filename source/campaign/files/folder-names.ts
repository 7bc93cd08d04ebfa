import {readdir} from 'node:fs/promises';
import path from 'node:path';
import {trackWait} from '../../system/waiting.js';
import {naturalOrder} from '../../text/names.js';
import type {Entry, Parameters} from '../model/iteration.js';
import {isControllerLog} from './controller-logs.js';

/** Separates two parameters in the name of an iteration's folder; values may contain dashes. */
const separator = /-(?=[a-z][a-z\d_]*?__)/iv;

/**
 * Parses the parameters in an iteration folder's name as written by `generate_id` of ombt-orchestrator: `call_type__rpc-call-driver__broker`,
 * sorted by key, with `/` and `:` as `_sl_` and `_sc_`. Numbers become numbers, `None` null. Empty if the name has another form.
 */
export function parametersFromName(name: string): Parameters {
	const parts = name.split(separator).map(part => {
		const index = part.indexOf('__');
		return index > 0 ? [part.slice(0, index), part.slice(index + 2)] as const : undefined;
	});
	const known = parts.filter(part => part !== undefined);
	const isSorted = known.every(([key], index) => index === 0 || known[index - 1]![0] < key);
	return known.length === parts.length && isSorted
		? Object.fromEntries(known.map(([key, value]) => [key, valueFrom(value.replaceAll('_sl_', '/').replaceAll('_sc_', ':'))]))
		: {};
}

const words: Readonly<Record<string, unknown>> = {None: null, True: true, False: false};

const valueFrom = (text: string): unknown => Object.hasOwn(words, text) ? words[text] : (/^-?\d{1,15}(?:\.\d+)?$/v.test(text) ? Number(text) : text);

const namesIn = async (folder: string): Promise<readonly string[]> => trackWait(folder, async () => readdir(folder)).catch(() => []);

/** Folders read concurrently, and at most. */
const maxConcurrent = 32;
const maxFolders = 10_000;

/** Subfolders with controller logs, in natural order, except the known ones; just `.` if the folder itself has some. Empty if it cannot be read. */
export async function foldersWithLogs(folder: string, known: ReadonlySet<string> = new Set()): Promise<readonly string[]> {
	const entries = await trackWait(folder, async () => readdir(folder, {withFileTypes: true})).catch(() => []);
	if (entries.some(({name}) => isControllerLog(name))) {
		return ['.'];
	}

	const folders = entries.filter(entry => entry.isDirectory() && !entry.name.startsWith('.') && !known.has(entry.name));
	const names = folders.map(({name}) => name).sort(naturalOrder).slice(0, maxFolders);
	const found: string[] = [];
	for (let first = 0; first < names.length; first += maxConcurrent) {
		const some = names.slice(first, first + maxConcurrent);
		const contents = await Promise.all(some.map(async name => namesIn(path.join(folder, name))));
		found.push(...some.filter((_, index) => contents[index]?.some(name => isControllerLog(name))));
	}

	return found;
}

/** Subfolders with controller logs, provided that one has a name that lists parameters: other folders are not searched, however many they contain. */
export async function foldersOfIterations(folder: string): Promise<readonly string[]> {
	const names = await namesIn(folder);
	return names.some(name => Object.keys(parametersFromName(name)).length > 0) ? foldersWithLogs(folder) : [];
}

/** Where the iterations and their parameters are from; without a params.json, they are derived from folder names. */
export type Origin = 'params.json' | 'folder names';

type UnlistedOptions = {readonly folder: string; readonly entries: readonly Entry[]; readonly origin: Origin};

/** Folders of a campaign that contain controller logs but are not listed in params.json: iterations that were killed, or whose entry was lost. */
export async function unlistedFolders({folder, entries, origin}: UnlistedOptions): Promise<readonly string[]> {
	const known = new Set(entries.map(({backupDir}) => path.normalize(backupDir ?? '').split(path.sep)[0] ?? ''));
	return origin === 'params.json' ? foldersWithLogs(folder, known) : [];
}
