import {sourceError} from '../errors.js';
import type {Mirror, MirrorFile} from '../mirror.js';
import type {SourceLimits} from '../source.js';
import {shownUrl} from './address.js';
import type {HttpAnswer, HttpClient} from './client.js';
import {
	checkLength, contentOf, isDecoded, wholeLength,
} from './content.js';
import {statusError, treatmentOf} from './request-errors.js';
import {withRetries} from './retry.js';
import {
	hasEnd, ifChanged, ifRange, timeOf, validatorsOf, type Validators,
} from './validators.js';

type Options = {
	readonly client: HttpClient;
	readonly mirror: Mirror;
	readonly limits: SourceLimits;
	readonly signal: AbortSignal;
	/** The version in the mirror. */
	readonly known: Validators | undefined;
	/** The version of the kept partial file. */
	readonly partial: Validators | undefined;
	/** Called with the version of a partial file that is kept when the download is incomplete. */
	readonly onKept: (version: Validators) => void;
	/** Called for each response, with the bytes that came before it, and the size of the whole file, if known. Throws if it exceeds the limit. */
	readonly onStart: (start: {readonly bytes: number; readonly size: number | undefined}) => void;
	/** Called with the number of bytes of each chunk. Throws if the total exceeds the limit. */
	readonly onBytes: (bytes: number) => void;
};

/** Result of a download: the new version, the unchanged one, or that the file no longer exists, or that the server refuses to send it. */
export type Downloaded = {readonly status: 'new' | 'same'; readonly validators: Validators} | {readonly status: 'gone' | 'refused'};

/** Downloads a file unless the known version is current. A broken connection is resumed where it broke. */
export async function download(url: URL, relative: string, options: Options): Promise<Downloaded> {
	const {client, signal, known} = options;
	const transfer = new Transfer(url, relative, options);
	try {
		await transfer.resume();
		return await withRetries(async () => transfer.take(await client.request(url, {signal, headers: transfer.headers(known)}), known), signal);
	} finally {
		await transfer.end();
	}
}

/** Statuses of files that cannot be fetched. */
const absences: ReadonlyMap<number, 'gone' | 'refused'> = new Map([[404, 'gone'], [410, 'gone'], [403, 'refused']]);

/** Smaller partial files are not kept: fetching them again is as fast. */
const minKeptBytes = 64 * 1024;

/** The download of a file, over several connections if one breaks. */
class Transfer {
	private readonly url: URL;
	private readonly relative: string;
	private readonly options: Options;
	private file: MirrorFile | undefined;
	/** Bytes received of `version`. */
	private bytes = 0;
	private version: Validators | undefined;
	/** Whether a range of the file differs from one of its response. */
	private isDecoded = false;

	constructor(url: URL, relative: string, options: Options) {
		this.url = url;
		this.relative = relative;
		this.options = options;
	}

	/** Requests the rest of a partial file, or else the file unless it is the known version. */
	headers(known: Validators | undefined): Readonly<Record<string, string>> {
		const range = this.version && ifRange(this.version);
		return this.bytes > 0 && range !== undefined && !this.isDecoded
			? {range: `bytes=${this.bytes}-`, 'if-range': range}
			: (known ? ifChanged(known) : {});
	}

	async take(answer: HttpAnswer, known: Validators | undefined): Promise<Downloaded> {
		const {status} = answer;
		if (status === 304 && known) {
			answer.drop();
			return {status: 'same', validators: known};
		}

		const absence = absences.get(status);
		if (absence !== undefined) {
			answer.drop();
			return {status: absence};
		}

		if (status !== 200 && !(status === 206 && this.isContinuation(answer))) {
			answer.drop();
			const isOtherPart = status === 206 || status === 416;
			this.bytes = isOtherPart ? 0 : this.bytes;
			throw isOtherPart
				? sourceError('source-length', `${shownUrl(this.url)}: sends a different range than requested`)
				: statusError(status, shownUrl(this.url));
		}

		checkType(answer);
		if (status === 200) {
			await this.restart(answer);
		}

		return this.receive(answer);
	}

	/** Resumes the kept partial file, if any. */
	async resume(): Promise<void> {
		const {mirror, partial} = this.options;
		const kept = partial && await mirror.resume(this.relative);
		if (kept) {
			this.file = kept.file;
			this.bytes = kept.bytes;
			this.version = partial;
		}
	}

	/** Keeps an incomplete file if it is large enough and can be resumed, and discards it otherwise. */
	async end(): Promise<void> {
		const {file, version, bytes} = this;
		this.file = undefined;
		if (file && version && !this.isDecoded && bytes >= minKeptBytes && ifRange(version) !== undefined) {
			await file.keep();
			this.options.onKept(version);
		} else {
			await file?.discard();
		}
	}

	/** Whether a response continues where the last one broke, and is of the same version. */
	private isContinuation(answer: HttpAnswer): boolean {
		const start = /^bytes (?<start>\d+)-/v.exec(answer.headers['content-range'] ?? '')?.groups?.start;
		const {etag, lastModified} = validatorsOf(answer);
		const whole = wholeLength(answer);
		const {version} = this;
		return this.file !== undefined && start !== undefined && Number(start) === this.bytes
			&& (etag ?? version?.etag) === version?.etag
			&& (lastModified ?? version?.lastModified) === version?.lastModified
			&& (whole === undefined || version?.size === null || Number(whole) === version?.size);
	}

	private async restart(answer: HttpAnswer): Promise<void> {
		await this.file?.discard();
		this.file = await this.options.mirror.create(this.relative);
		this.bytes = 0;
		this.version = validatorsOf(answer);
		this.isDecoded = isDecoded(answer, this.relative);
	}

	private async receive(answer: HttpAnswer): Promise<Downloaded> {
		const {file, version} = this;
		if (!file || !version) {
			throw new Error('a part came before the whole');
		}

		const {onStart, onBytes, limits} = this.options;
		const whole = wholeLength(answer);
		try {
			onStart({bytes: this.bytes, size: whole === undefined || this.isDecoded ? undefined : Number(whole)});
		} catch (error) {
			answer.drop();
			throw error;
		}

		for await (const chunk of contentOf(answer, this.relative, limits)) {
			onBytes(chunk.length);
			await file.write(chunk);
			this.bytes += chunk.length;
		}

		if (!this.isDecoded) {
			checkLength(this.bytes, whole, this.url);
		}

		const size = version.size ?? this.bytes;
		await file.commit(timeOf(version, Date.now()));
		this.file = undefined;
		return {status: 'new', validators: hasEnd(answer) ? {...version, size} : {etag: null, lastModified: null, size}};
	}
}

// No file of a campaign is an HTML page: it is a login, or an error with a success status.
function checkType({headers, url, drop}: HttpAnswer): void {
	if (/^(?:text\/html|application\/xhtml)/iv.test(headers['content-type'] ?? '')) {
		drop();
		throw sourceError('source-not-file', `${shownUrl(url)}: the server sends a web page instead of the file`);
	}
}

/**
 * Requests the version of a file without its content; undefined if there is no such file or the server does not provide it. Throws an AppError if the
 * server cannot serve at present.
 */
export async function currentVersion(url: URL, client: HttpClient, signal: AbortSignal): Promise<Validators | undefined> {
	return withRetries(async () => {
		const answer = await client.request(url, {method: 'HEAD', signal});
		answer.drop();
		if (answer.status === 200) {
			return validatorsOf(answer);
		}

		const error = statusError(answer.status, shownUrl(url));
		if (treatmentOf(error).isUnavailable && answer.status !== notImplemented) {
			throw error;
		}

		return undefined;
	}, signal);
}

/** Status of servers that do not support HEAD. */
const notImplemented = 501;
