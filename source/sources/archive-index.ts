import path from 'node:path';
import {isObject} from '../system/json.js';
import type {FileReceiver, FileSink} from '../system/file-sink.js';
import {formatBytes, formatCount} from '../text/numbers.js';
import type {ArchiveReader, Member} from './archive-reader.js';
import {sourceError} from './errors.js';
import {forEachConcurrent} from './for-each-concurrent.js';
import {
	pathFaults, safePath, topFolder, purposeOf,
} from './member-path.js';
import type {Mirror} from './mirror.js';
import type {FetchOptions, SourceLimits} from './source.js';

/** Recorded after the first read of an archive: the folder of its campaigns, notes on skipped entries, and its files with sizes (bytes). */
export type ArchiveNotes = {
	readonly top: string;
	readonly notes: readonly string[];
	readonly files: ReadonlyArray<readonly [path: string, size: number]>;
};

type Options = FetchOptions & {
	readonly reader: ArchiveReader;
	readonly mirror: Mirror;
	readonly address: string;
	readonly limits: SourceLimits;
};

type IndexOptions = Options & {readonly receiveLog: FileReceiver | undefined};

/** Reads an archive: passes on its logs, writes other files that every campaign needs to the mirror, and creates placeholders for logs and metrics. */
export async function indexArchive({reader, mirror, address, limits, signal, onProgress, receiveLog}: IndexOptions): Promise<ArchiveNotes> {
	const found = new Contents({
		mirror, address, limits, receiveLog,
	});
	await reader.read({
		signal, limits,
		onMember(member) {
			return found.take(member);
		},
		onProgress(bytesDone, bytesTotal) {
			onProgress?.({stage: 'unpacking', bytesDone, bytesTotal});
		},
		onNote(note) {
			found.notes.push(note);
		},
	});
	await found.finish(signal);
	return {top: topFolder([...found.files.keys()]), notes: found.allNotes(), files: [...found.files].map(([name, {size}]) => [name, size] as const)};
}

type ContentsOptions = Pick<IndexOptions, 'mirror' | 'address' | 'limits' | 'receiveLog'>;

class Contents {
	/** By path; of duplicate paths the last one wins, as when unpacking a tar. */
	readonly files = new Map<string, Member>();
	readonly notes: string[] = [];
	private readonly folders = new Set<string>();
	private readonly options: ContentsOptions;
	private bytes = 0;
	private others = 0;
	private repeated = 0;

	constructor(options: ContentsOptions) {
		this.options = options;
	}

	/** Records a member; returns a function that opens a sink for its bytes if they are needed now. */
	take(member: Member): (() => Promise<FileSink>) | undefined {
		const {mirror, address, limits, receiveLog} = this.options;
		if (member.kind === 'sparse') {
			throw sourceError('source-sparse', `${address}: holds a sparse file (${member.name.slice(0, maxShown)})`, {file: address});
		}

		if (member.kind === 'other') {
			this.others++;
			return undefined;
		}

		const safe = safePath(member.name, limits.maxDepth);
		if ('fault' in safe) {
			throw sourceError(safe.fault, `${address}: ${pathFaults[safe.fault]} (${member.name.slice(0, maxShown)})`, {file: address});
		}

		const purpose = purposeOf(safe.path);
		if (member.kind === 'folder' || purpose === 'none') {
			this.folders.add(member.kind === 'folder' ? safe.path : path.posix.dirname(safe.path));
			return undefined;
		}

		this.repeated += this.files.has(safe.path) ? 1 : 0;
		this.files.set(safe.path, member);
		if (purpose === 'metrics') {
			return undefined;
		}

		this.bytes += member.size;
		checkSize(this.bytes, {address, limits});
		return purpose === 'log' ? receiveLog?.(mirror.fileOf(safe.path), member.size) : async () => sinkOf(mirror, safe.path, member);
	}

	/** Creates the folders and placeholders. */
	async finish(signal: AbortSignal): Promise<void> {
		const {mirror} = this.options;
		await forEachConcurrent([...this.folders], signal, async folder => mirror.makeFolder(folder));
		const placeholders = [...this.files].filter(([name]) => purposeOf(name) !== 'campaign');
		await forEachConcurrent(placeholders, signal, async ([name, member]) => mirror.createPlaceholder(name, member));
	}

	allNotes(): readonly string[] {
		return [
			...this.notes,
			...this.others === 0 ? [] : [`skipped links and devices: ${formatCount(this.others)} (tar --dereference --hard-dereference packs what links lead to)`],
			...this.repeated === 0 ? [] : [`repeated files: ${formatCount(this.repeated)}; the last of each counts`],
		];
	}
}

const maxShown = 200;

/** Writes a member to the mirror. */
export async function sinkOf(mirror: Mirror, name: string, {modified}: Member): Promise<FileSink> {
	const file = await mirror.create(name);
	return {
		write: async chunk => file.write(chunk),
		end: async () => file.commit(modified),
		discard: file.discard,
	};
}

/** Throws source-too-large if the bytes of a source exceed the limit. */
export function checkSize(bytes: number, {address, limits}: {readonly address: string; readonly limits: SourceLimits}): void {
	if (bytes > limits.maxBytes) {
		throw sourceError('source-too-large', `${address}: has more than ${formatBytes(limits.maxBytes)} to fetch`, {file: address});
	}
}

/** The recorded notes of an archive whose mirror is complete; undefined if it must be read. */
export async function knownNotes(value: unknown, mirror: Mirror): Promise<ArchiveNotes | undefined> {
	if (!(isObject(value) && typeof value.top === 'string' && Array.isArray(value.notes) && Array.isArray(value.files))) {
		return undefined;
	}

	// The digest was verified.
	const notes = value as ArchiveNotes;
	const there = await Promise.all(notes.files.map(async ([name, size]) => mirror.has(name, size)));
	return there.every(Boolean) ? notes : undefined;
}

type ReadMembersOptions = Omit<Options, 'mirror'> & {
	/** Like `onMember` of an ArchiveReader, with the safe path. */
	readonly openSink: (path: string, member: Member) => (() => Promise<FileSink>) | undefined;
};

/** Reads some files of an archive; duplicates too, the last of which counts. */
export async function readMembers(
	wanted: ReadonlySet<string>,
	{reader, address, limits, signal, onProgress, openSink}: ReadMembersOptions,
): Promise<void> {
	await reader.read({
		signal, limits,
		onMember(member) {
			const safe = safePath(member.name, limits.maxDepth);
			if (member.kind !== 'file' || 'fault' in safe || !wanted.has(safe.path)) {
				return undefined;
			}

			checkSize(member.size, {address, limits});
			return openSink(safe.path, member);
		},
		onProgress(bytesDone, bytesTotal) {
			onProgress?.({stage: 'unpacking', bytesDone, bytesTotal});
		},
		onNote() {},
	});
}
