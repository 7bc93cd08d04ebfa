import type {AppError} from '../system/errors.js';
import type {FileSink} from '../system/file-sink.js';
import {readError} from './errors.js';
import type {SourceLimits} from './source.js';

/** What a member is; `other` are links and devices. */
type MemberKind = 'file' | 'sparse' | 'folder' | 'other';

/** A file or folder as declared by an archive, not validated. `size` is in bytes, `modified` in ms since the epoch. */
export type Member = {readonly name: string; readonly size: number; readonly modified: number; readonly kind: MemberKind};

export type ReadOptions = {
	readonly signal: AbortSignal;
	readonly limits: SourceLimits;
	/** Called for each member in archive order; returns a function that opens its sink, or undefined to skip it. */
	readonly onMember: (member: Member) => (() => Promise<FileSink>) | undefined;
	/** Bytes of the archive that were read or skipped. */
	readonly onProgress: (bytesDone: number, bytesTotal: number) => void;
	/** Called with a line about each skipped part. */
	readonly onNote: (note: string) => void;
};

/** Reader of an archive format. */
export type ArchiveReader = {
	/** Whether members can be reached without reading those before them. */
	readonly isSeekable: boolean;
	/** Reads the archive from start to end. Throws an AppError for its faults. */
	readonly read: (options: ReadOptions) => Promise<void>;
	/** The error for a value thrown by `read`, if the archive is damaged or of another format; undefined for other causes. */
	readonly errorOf: (error: unknown) => AppError | undefined;
};

type ReadingOptions = {readonly reader: ArchiveReader; readonly address: string; readonly signal: AbortSignal};

/** Runs `work`, which reads an archive. Throws an AppError for its faults, or the signal's reason if aborted. */
export async function whileReading<Result>({reader, address, signal}: ReadingOptions, work: () => Promise<Result>): Promise<Result> {
	try {
		return await work();
	} catch (error) {
		signal.throwIfAborted();
		throw reader.errorOf(error) ?? readError(error, address);
	}
}
