import path from 'node:path';
import {debugTime} from '../system/debug-log.js';
import type {FileReceiver} from '../system/file-sink.js';
import {
	indexArchive, knownNotes, readMembers, type ArchiveNotes,
} from './archive-index.js';
import {whileReading, type ArchiveReader} from './archive-reader.js';
import {ContentReader} from './content-reader.js';
import type {OpenMirror} from './mirror-folder.js';
import type {
	FetchOptions, OpenOptions, Source, SourceLimits,
} from './source.js';

/** The current state of an archive. */
type ArchiveState = {
	readonly reader: ArchiveReader;
	/** Changes whenever the archive changes. */
	readonly version: string;
	readonly openMirror: () => Promise<OpenMirror>;
};

export type ArchiveOptions = {
	readonly address: string;
	readonly isTemporary: boolean;
	readonly limits: SourceLimits;
	/** Inspects the archive; called on each `open`. */
	readonly inspect: (options: FetchOptions) => Promise<ArchiveState>;
	readonly onClose?: () => Promise<void>;
};

type Current = Pick<ArchiveState, 'version' | 'reader'> & {readonly opened: OpenMirror; readonly contents: ContentReader; readonly notes: ArchiveNotes};

/**
 * One or several campaigns in an archive: its logs are read in place; small files that every campaign needs are unpacked once, individual logs and
 * archives of metrics on demand.
 */
export function archiveSource({address, isTemporary, limits, inspect, onClose}: ArchiveOptions): Source {
	// If the archive changes, files of its earlier states may still be read.
	const all: Current[] = [];

	const notesOf = async (reader: ArchiveReader, opened: OpenMirror, {receiveLog, ...options}: OpenOptions): Promise<ArchiveNotes> => {
		const known = await knownNotes(await opened.readNotes(), opened.mirror);
		if (known) {
			return known;
		}

		const notes = await debugTime('archive-unpacked', {archive: address}, async () => indexArchive({
			...options, reader, mirror: opened.mirror, address, limits, receiveLog,
		}));
		await opened.writeNotes(notes);
		return notes;
	};

	const openState = async ({reader, version, openMirror}: ArchiveState, options: OpenOptions): Promise<Current> => {
		const opened = await openMirror();
		try {
			const notes = await whileReading({reader, address, signal: options.signal}, async () => notesOf(reader, opened, options));
			const contents = new ContentReader({
				reader, mirror: opened.mirror, address, limits,
			});
			return {
				version, reader, opened, contents, notes,
			};
		} catch (error) {
			await opened.close();
			throw error;
		}
	};

	const streamMembers = async (
		{reader, opened: {mirror}}: Current,
		files: readonly string[],
		{receiveLog, ...options}: FetchOptions & {readonly receiveLog: FileReceiver},
	): Promise<void> => {
		const relatives = files.flatMap(file => mirror.relativePath(path.resolve(file)) ?? []);
		const due = await Promise.all(relatives.map(async relative => mirror.placeholdersIn(relative)));
		const wanted = new Set(due.flat());
		if (wanted.size > 0) {
			await whileReading({reader, address, signal: options.signal}, async () =>
				debugTime('archive-streamed', {archive: address, files: wanted.size}, async () => readMembers(wanted, {
					...options, reader, address, limits, openSink: (file, {size}) => receiveLog(mirror.fileOf(file), size),
				})));
		}
	};

	return {
		address,
		isTemporary,
		async open(options) {
			const state = await inspect(options);
			let current = all.find(({version}) => version === state.version);
			if (!current) {
				current = await openState(state, options);
				all.push(current);
			}

			const {opened: {mirror}, notes: {top, notes}} = current;
			return {folder: mirror.fileOf(path.posix.join(top, options.within ?? '')), notes: notes.map(note => `${address}: ${note}`)};
		},
		async streamLogs(files, receiveLog, options) {
			for (const current of all) {
				await streamMembers(current, files, {...options, receiveLog});
			}
		},
		async refresh() {
			// Placeholders keep the state at the time of opening.
			return undefined;
		},
		async fetch(file, options) {
			for (const {opened: {mirror}, contents} of all) {
				const relative = mirror.relativePath(path.resolve(file));
				await (relative === undefined ? undefined : contents.fetch(relative, options));
			}
		},
		async close() {
			for (const {contents, opened} of all.splice(0)) {
				await contents.stop();
				await opened.close();
			}

			await onClose?.();
		},
	};
}
