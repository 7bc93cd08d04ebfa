import process from 'node:process';
import {receiveLogs, type PackedLogs} from '../campaign/logs/packed-logs.js';
import {sourceProgressText} from '../reports/source-text.js';
import type {SourceOptions} from '../sources/open-source.js';
import {safePath} from '../sources/member-path.js';
import {defaultLimits, type FetchOptions, type Source} from '../sources/source.js';
import {usageError} from '../system/errors.js';
import type {FlagValue} from './command.js';
import {parseCount, parseSize} from './flag-values.js';
import {note} from './print.js';
import {untilSignal} from './on-signals.js';
import {createStatusLine} from './status-line.js';

/** The options for campaigns that are not local folders, from the flags common to all commands. Throws a usage error for an invalid size, number or name. */
export function sourceOptions(flags: Readonly<Record<string, FlagValue>>): SourceOptions {
	const text = (name: string) => {
		const value = flags[name];
		return typeof value === 'string' ? value : undefined;
	};

	const [size, files, depth, timeout, campaign] = ['max-size', 'max-files', 'max-depth', 'timeout', 'campaign'].map(name => text(name));
	return {
		limits: {
			maxBytes: size === undefined ? defaultLimits.maxBytes : parseSize('max-size', size),
			maxFiles: files === undefined ? defaultLimits.maxFiles : parseCount('max-files', files),
			maxDepth: depth === undefined ? defaultLimits.maxDepth : parseCount('max-depth', depth),
		},
		cache: flags.cache !== false,
		headers: Array.isArray(flags.header) ? flags.header : [],
		campaign: campaign === undefined ? undefined : parseCampaign(campaign),
		...timeout === undefined ? {} : {timeoutMs: parseCount('timeout', timeout) * 1000},
	};
}

function parseCampaign(name: string): string {
	const safe = safePath(name, Infinity);
	if (!('path' in safe) || safe.path === '') {
		throw usageError(`--campaign ${name}: the name of a folder in it`);
	}

	return safe.path;
}

/** The local folder of a source, or the exit status if a signal ended the run meanwhile. */
export type CommandFolder = {readonly folder: string} | {readonly status: number};

type OpenCommandOptions = {readonly packedLogs: PackedLogs | undefined; readonly ascii: boolean};

/** Fetches params.json, logs and consoles, with a progress line on the terminal. Notes about the source go to standard error. */
export async function openCommandSource(source: Source, {packedLogs, ascii}: OpenCommandOptions): Promise<CommandFolder> {
	const open = async (options: FetchOptions) => receiveLogs(packedLogs, async receiveLog => source.open({...options, receiveLog}));
	return untilSignal<CommandFolder>(async signal => {
		const {folder, notes} = await withProgressLine(open, signal);
		for (const text of notes) {
			note({ascii}, text);
		}

		return {folder};
	}, status => ({status}));
}

/** Fetches something with a progress line on the terminal. */
export async function withProgressLine<Result>(work: (options: FetchOptions) => Promise<Result>, signal: AbortSignal): Promise<Result> {
	const line = createStatusLine(process.stderr);
	try {
		return await work({
			signal,
			onProgress(progress) {
				line.show(seconds => sourceProgressText(progress, seconds));
			},
		});
	} finally {
		line.erase();
	}
}
