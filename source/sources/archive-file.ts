import {open, realpath, stat} from 'node:fs/promises';
import path from 'node:path';
import {trackWait} from '../system/waiting.js';
import {archiveSource} from './archive-source.js';
import {readError} from './errors.js';
import {openMirror} from './mirror-folder.js';
import type {Source, SourceLimits} from './source.js';
import {tarReader} from './tar.js';

export type ArchiveKind = 'tar' | 'tar.gz' | 'zip';

const headLength = 512;

type Magic = {readonly kind: ArchiveKind; readonly offset: number; readonly bytes: readonly number[]};

/** Magic numbers of archives. */
const magics: readonly Magic[] = [
	{kind: 'tar.gz', offset: 0, bytes: [0x1F, 0x8B]},
	{kind: 'zip', offset: 0, bytes: [0x50, 0x4B, 0x03, 0x04]},
	{kind: 'zip', offset: 0, bytes: [0x50, 0x4B, 0x05, 0x06]},
	{kind: 'tar', offset: 257, bytes: [0x75, 0x73, 0x74, 0x61, 0x72]},
];

const endings: ReadonlyArray<readonly [kind: ArchiveKind, ending: RegExp]> = [
	['tar.gz', /\.(?:tar\.gz|tgz)$/iv],
	// Unsupported compressions are reported on reading.
	['tar', /\.(?:tar(?:\.(?:xz|bz2|zst|lz|lzma|lz4|Z))?|txz|tbz2?|tzst)$/iv],
	['zip', /\.zip$/iv],
];

/** The kind of an archive by its first bytes, or else by its name; undefined if the file is not an archive. Throws source-unreadable. */
export async function archiveKind(file: string, name: string): Promise<ArchiveKind | undefined> {
	const head = await trackWait(file, async () => readHead(file)).catch((error: unknown) => {
		throw readError(error, name);
	});
	return magics.find(({offset, bytes}) => bytes.every((byte, index) => head[offset + index] === byte))?.kind
		?? endings.find(([, ending]) => ending.test(name))?.[0];
}

async function readHead(file: string): Promise<Uint8Array> {
	const handle = await open(file);
	try {
		const {buffer, bytesRead} = await handle.read(new Uint8Array(headLength), 0, headLength, 0);
		return buffer.subarray(0, bytesRead);
	} finally {
		await handle.close();
	}
}

type Options = {
	/** As typed. */
	readonly address: string;
	/** File name, for the name of the campaign. */
	readonly name?: string;
	readonly limits: SourceLimits;
	/** Whether to keep unpacked files for the next run. */
	readonly cache: boolean;
	readonly onClose?: () => Promise<void>;
};

/** The source of a campaign in a local archive. */
export const archiveFile = (file: string, {address, name = path.basename(address), limits, cache, onClose}: Options): Source => archiveSource({
	address,
	isTemporary: !cache,
	limits,
	...onClose ? {onClose} : {},
	async inspect() {
		try {
			const real = await realpath(file);
			const {size, mtimeNs, ino} = await stat(real, {bigint: true});
			const kind = await archiveKind(real, address);
			const version = [kind, real, size, mtimeNs, ino].join('\0');
			return {
				version,
				reader: await readerOf(kind ?? 'tar', real, address),
				openMirror: async () => openMirror({key: cache ? version : undefined, name: stemOf(name), address}),
			};
		} catch (error) {
			throw readError(error, address);
		}
	},
});

const readerOf = async (kind: ArchiveKind, file: string, address: string) => kind === 'zip'
	? (await import('./zip.js')).zipReader(file, address)
	: tarReader(file, kind === 'tar.gz', address);

/** The file name of an archive without its extension. */
const stemOf = (name: string): string => name.replace(/\.(?:tar\.gz|tgz|tar|zip)$/iv, '');
