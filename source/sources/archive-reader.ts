import type {AppError} from '../system/errors.js';
import type {SourceLimits} from './source.js';

/** A file or folder in an archive, as the archive says: nothing of it is safe. `modified` is in ms since the epoch. */
export type Member = {readonly name: string; readonly size: number; readonly modified: number; readonly kind: 'file' | 'folder' | 'other'};

/** Takes the bytes of a member, and its end; or what was taken is thrown away. */
export type MemberSink = {
	readonly write: (chunk: Uint8Array) => Promise<void>;
	readonly end: () => Promise<void>;
	readonly discard: () => Promise<void>;
};

export type ReadOptions = {
	readonly signal: AbortSignal;
	readonly limits: SourceLimits;
	/** Called for each member in the order of the archive: what begins to take its bytes, undefined where they are not wanted. */
	readonly onMember: (member: Member) => (() => Promise<MemberSink>) | undefined;
	/** Bytes of the archive that were read or passed over. */
	readonly onProgress: (bytesDone: number, bytesTotal: number) => void;
	/** Called with a line about each part that is passed over. */
	readonly onNote: (note: string) => void;
};

/** A kind of archive. */
export type ArchiveReader = {
	/** Whether members are reached without reading those before them. */
	readonly isSeekable: boolean;
	/** Reads the archive from start to end. Throws an AppError for what is wrong with it. */
	readonly read: (options: ReadOptions) => Promise<void>;
	/** The error for what was thrown while it was read. */
	readonly errorOf: (error: unknown) => AppError | undefined;
};
