import {stat} from 'node:fs/promises';
import {folderSource} from './folder.js';
import {isHttpAddress} from './http/address.js';
import {defaultLimits, type Source, type SourceLimits} from './source.js';

export type SourceOptions = {
	readonly limits?: SourceLimits;
	/** Whether what is brought here is kept for the next run; true by default. */
	readonly cache?: boolean;
	/** Headers for a server, `Name: value` each. */
	readonly headers?: readonly string[];
	/** How long a server may be silent (ms); 30,000 by default. */
	readonly timeoutMs?: number;
};

type Kind = {
	/** Whether a word that is no folder of this machine is of this kind. */
	readonly matches: (word: string) => Promise<boolean>;
	readonly create: (word: string, options: Required<SourceOptions>) => Promise<Source>;
};

/** The kinds of sources beside folders, the first that matches counts; what they need is loaded when they are. */
const kinds: readonly Kind[] = [
	{
		matches: async word => word === '-',
		create: async (_, options) => (await import('./stdin.js')).stdinSource(options),
	},
	{
		matches: async word => isHttpAddress(word),
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

/** Whether a word names a CAMPAIGN that is no file of this machine. */
export const isNoFile = (word: string): boolean => word === '-' || isHttpAddress(word);

/** The source that a CAMPAIGN names: what is of no other kind is a folder, there or not. Nothing is read of it yet. */
export async function sourceOf(word: string, {limits = defaultLimits, cache = true, headers = [], timeoutMs = 30_000}: SourceOptions = {}): Promise<Source> {
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
