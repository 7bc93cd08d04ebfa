import {stat} from 'node:fs/promises';
import path from 'node:path';
import {isAddress, isArchiveAddress} from './http/address.js';
import {defaultLimits, type Source, type SourceLimits} from './source.js';

export type SourceOptions = {
	readonly limits?: SourceLimits;
	/** Whether to keep fetched files for the next run; true by default. */
	readonly cache?: boolean;
	/** Headers for a server, `Name: value` each. */
	readonly headers?: readonly string[];
	/** Timeout for a silent server (ms); 30,000 by default. */
	readonly timeoutMs?: number;
	/** The folder of one campaign, if there are several: a safe path (`safePath`). */
	readonly campaign?: string | undefined;
};

type Defaults = Required<Omit<SourceOptions, 'campaign'>>;

type Kind = {
	/** Whether a word that is not a local folder is of this kind. */
	readonly matches: (word: string) => Promise<boolean>;
	readonly create: (word: string, options: Defaults) => Promise<Source>;
};

/** The kinds of sources besides folders, the first match wins; their modules are loaded on demand. */
const kinds: readonly Kind[] = [
	{
		matches: async word => word === '-',
		create: async (_, options) => (await import('./stdin.js')).stdinSource(options),
	},
	{
		matches: async word => isArchiveAddress(word),
		create: async (word, options) => (await import('./http-archive.js')).httpArchive(word, options),
	},
	{
		matches: async word => isAddress(word),
		create: async (word, options) => (await import('./http.js')).httpSource(word, options),
	},
	{
		async matches(word) {
			const found = await stat(word).catch(() => undefined);
			return found?.isFile() === true && await (await import('./archive-file.js')).archiveKind(word, word) !== undefined;
		},
		create: async (word, options) => (await import('./archive-file.js')).archiveFile(word, {address: word, ...options}),
	},
];

/** Whether a word names a CAMPAIGN that is not a local file. */
export const isNoFile = (word: string): boolean => word === '-' || isAddress(word);

/** The source of a CAMPAIGN: anything of no other kind is a folder, whether it exists or not. No files are read yet. */
export async function sourceOf(word: string, {campaign, ...options}: SourceOptions = {}): Promise<Source> {
	const source = await sourceOfAll(word, options);
	return {
		...source,
		open: async ({within = campaign, ...openOptions}) => source.open({...openOptions, within}),
	};
}

/** The source of all campaigns that a CAMPAIGN holds. */
async function sourceOfAll(word: string, {limits = defaultLimits, cache = true, headers = [], timeoutMs = 30_000}: Partial<Defaults>): Promise<Source> {
	const found = await stat(word).catch(() => undefined);
	if (!found?.isDirectory()) {
		for (const {matches, create} of kinds) {
			if (await matches(word)) {
				return create(word, {
					limits, cache, headers, timeoutMs,
				});
			}
		}
	}

	return folderSource(word);
}

/** A local folder: nothing has to be fetched. */
const folderSource = (folder: string): Source => ({
	address: folder,
	isTemporary: false,
	open: async ({within}) => ({folder: within === undefined ? folder : path.join(folder, within), notes: []}),
	refresh: async () => undefined,
	async fetch() {},
	async close() {},
});
