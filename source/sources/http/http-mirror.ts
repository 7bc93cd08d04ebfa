import path from 'node:path';
import {raceAbort} from '../../system/waiting.js';
import {checkSize} from '../archive-index.js';
import {sourceError} from '../errors.js';
import {databaseFolder, isFetchedAtOnce, purposeOf} from '../member-path.js';
import type {OpenMirror} from '../mirror-folder.js';
import type {FetchOptions, SourceLimits} from '../source.js';
import {forEachConcurrent} from '../for-each-concurrent.js';
import type {HttpClient} from './client.js';
import type {Crawled} from './crawl.js';
import {FetchProgress} from './fetch-progress.js';
import {currentVersion, download} from './download.js';
import {shownUrl} from './address.js';
import {notesValue, parseNotes} from './notes.js';
import {statusError} from './request-errors.js';
import {isSameVersion, timeOf, type Validators} from './validators.js';

type Options = {
	readonly opened: OpenMirror;
	readonly client: HttpClient;
	/** The source, for errors. */
	readonly address: string;
	readonly limits: SourceLimits;
	readonly urlOf: (file: string) => URL;
};

/** How long the version of an archive counts as current, and a server that cannot serve is not asked for it (ms). */
export const checkIntervalMs = 30_000;

const unknownVersion: Validators = {etag: null, lastModified: null, size: null};

type FetchAllOptions = FetchOptions & {
	/** Size of all files in bytes; null if it is not known. */
	readonly bytesTotal?: number | null;
	/** Receives a file that the server refuses to send; returns whether it counts as missing. */
	readonly onRefused?: (file: string) => boolean;
};

/** The mirrored files of a server, and their versions. */
export class HttpMirror {
	private readonly options: Options;
	private versions = new Map<string, Validators>();
	private partials = new Map<string, Validators>();
	/** When each file was last checked (monotonic clock, ms), and the fetches in progress. */
	private readonly checkedAt = new Map<string, number>();
	private readonly inProgress = new Map<string, Promise<void>>();
	/** When each file or folder that was asked for was last up to date, by path, in ms since the epoch. */
	checked = new Map<string, number>();

	constructor(options: Options) {
		this.options = options;
	}

	fileOf(relative: string): string {
		return this.options.opened.mirror.fileOf(relative);
	}

	/** Reads the versions recorded by earlier runs. */
	async readNotes(): Promise<void> {
		const {checked, versions, partials} = parseNotes(await this.options.opened.readNotes());
		this.partials = new Map(partials);
		this.checked = new Map(checked);
		this.versions = new Map(versions);
	}

	async writeNotes(): Promise<void> {
		if (this.checked.size > 0 || this.versions.size > 0 || this.partials.size > 0) {
			await this.options.opened.writeNotes(notesValue({checked: this.checked, versions: this.versions, partials: this.partials}));
		}
	}

	/**
	 * Updates the mirror to what is listed below `within`: fetches files that every campaign needs, and creates placeholders for metrics. Returns the
	 * files that the server refuses to send; params.json cannot be among them.
	 */
	async update({files, folders, isCollection}: Crawled, within: string, {signal, onProgress}: FetchOptions): Promise<readonly string[]> {
		const now = files.filter(file => isFetchedAtOnce(file) && !(isCollection && path.posix.basename(file) !== 'params.json'));
		const later = isCollection ? [] : files.filter(file => purposeOf(file) === 'metrics');
		await this.removeUnlisted(new Set([...now, ...later, ...folders]), within, isCollection);
		await this.makeFolders(folders);
		// params.json first: it lists the iterations.
		const isList = (file: string) => path.posix.basename(file) === 'params.json';
		const ordered = [...now.filter(file => isList(file)), ...now.filter(file => !isList(file))];
		const refused: string[] = [];
		await this.fetchAll(ordered, {
			signal, onProgress,
			onRefused(file) {
				refused.push(file);
				return !isList(file);
			},
		});
		for (const file of later) {
			await (this.versions.has(file) ? undefined : this.putPlaceholder(file, unknownVersion));
		}

		this.checked.set(within, Date.now());
		return refused;
	}

	/** Updates a database's folder to what is listed below it: new and changed files become placeholders with their sizes. */
	async updateDatabase(folder: string, {files, folders}: Crawled, signal: AbortSignal): Promise<void> {
		await this.removeUnlisted(new Set([...files, ...folders]), folder, false);
		await this.makeFolders(folders);
		await forEachConcurrent(files, signal, async (file, fileSignal) => this.refreshFile(file, fileSignal));
		this.setChecked(folder);
		this.checked.set(folder, Date.now());
		await this.writeNotes();
	}

	/** Fetches one file unless the one in the mirror is current. Throws source-missing if there is none. */
	async updateFile(file: string, options: FetchOptions): Promise<void> {
		await this.fetchAll([file], options);
		if (!this.versions.has(file)) {
			throw statusError(404, shownUrl(this.options.urlOf(file)));
		}

		this.checked.set(file, Date.now());
	}

	/** Fetches the files that are not current, four at a time. One that the server refuses to send is an error, unless `onRefused` says otherwise. */
	private async fetchAll(files: readonly string[], {signal, onProgress, bytesTotal = null, onRefused}: FetchAllOptions): Promise<void> {
		const {opened: {mirror}, client, address, limits, urlOf} = this.options;
		const progress = new FetchProgress({files: files.length, bytesTotal, onProgress});
		try {
			await forEachConcurrent(files, signal, async (file, fileSignal) => {
				const known = this.versions.get(file);
				const isHere = known !== undefined && await this.isHere(file, known);
				const done = await download(urlOf(file), file, {
					client, mirror, limits, signal: fileSignal, known: isHere ? known : undefined, partial: this.partials.get(file),
					onKept: version => {
						this.partials.set(file, version);
					},
					onStart({bytes, size}) {
						checkSize(size ?? 0, {address: shownUrl(urlOf(file)), limits});
						progress.start(bytes, size);
					},
					onBytes(bytes) {
						progress.add(bytes);
						checkSize(progress.bytes, {address, limits});
					},
				});
				this.partials.delete(file);
				if (done.status === 'refused' && onRefused?.(file) !== true) {
					throw statusError(403, shownUrl(urlOf(file)));
				}

				if ('validators' in done) {
					this.versions.set(file, done.validators);
				} else {
					await mirror.remove(file);
					this.versions.delete(file);
				}

				progress.finishFile();
			});
		} finally {
			// Also on failure, so that files already received are not fetched again.
			await this.writeNotes();
		}
	}

	/** Whether a file or folder was not checked lately. */
	isDue(file: string): boolean {
		return performance.now() - (this.checkedAt.get(file) ?? -Infinity) >= checkIntervalMs;
	}

	/** Counts a file or folder as checked. */
	setChecked(file: string): void {
		this.checkedAt.set(file, performance.now());
	}

	/** Replaces an outdated file or placeholder with a placeholder of the current version. */
	async refresh(file: string, signal: AbortSignal): Promise<void> {
		if (this.versions.has(file) && this.isDue(file)) {
			this.setChecked(file);
			await this.refreshFile(file, signal);
			await this.writeNotes();
		}
	}

	private async refreshFile(file: string, signal: AbortSignal): Promise<void> {
		const {client, urlOf} = this.options;
		const current = await currentVersion(urlOf(file), client, signal);
		const known = this.versions.get(file);
		if (known === undefined || (current !== undefined && !isSameVersion(known, current))) {
			await this.putPlaceholder(file, current ?? unknownVersion);
		}
	}

	/** Fetches the content of a placeholder. Concurrent calls for the same file wait for each other. */
	async fetch(file: string, options: FetchOptions): Promise<void> {
		for (let other = this.inProgress.get(file); other; other = this.inProgress.get(file)) {
			await raceAbort(other.catch(() => undefined), options.signal);
			options.signal.throwIfAborted();
		}

		const work = this.fetchNow(file, options);
		this.inProgress.set(file, work);
		try {
			await work;
		} finally {
			this.inProgress.delete(file);
		}
	}

	private async fetchNow(file: string, options: FetchOptions): Promise<void> {
		const {mirror} = this.options.opened;
		const due = await mirror.placeholdersIn(file);
		const sizes = due.map(name => this.versions.get(name)?.size ?? null);
		const bytesTotal = sizes.includes(null) ? null : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
		await (due.length === 0 ? undefined : this.fetchAll(due, {...options, bytesTotal}));
		const gone = due.find(name => !this.versions.has(name));
		if (gone !== undefined) {
			throw sourceError('source-member-gone', `${this.options.address}: ${gone} no longer exists`);
		}
	}

	private async makeFolders(folders: readonly string[]): Promise<void> {
		for (const folder of folders) {
			await this.options.opened.mirror.makeFolder(folder);
		}
	}

	private async isHere(file: string, {size}: Validators): Promise<boolean> {
		const {mirror} = this.options.opened;
		return size !== null && await mirror.has(file, size) && (await mirror.placeholdersIn(file)).length === 0;
	}

	private async putPlaceholder(file: string, version: Validators): Promise<void> {
		this.versions.set(file, version);
		await this.options.opened.mirror.createPlaceholder(file, {size: version.size ?? 0, modified: timeOf(version, 0)});
	}

	/** Removes files that are no longer listed; none of a collection, as only its params.json files are known, nor of a database that is listed later. */
	private async removeUnlisted(listed: ReadonlySet<string>, within: string, isCollection: boolean): Promise<void> {
		const isWithin = (file: string) => within === '' || file.startsWith(`${within}/`);
		for (const file of this.versions.keys()) {
			const isListed = listed.has(file) || listed.has(databaseFolder(file) ?? file);
			if (!isCollection && isWithin(file) && !isListed) {
				this.versions.delete(file);
				const folder = path.posix.dirname(file);
				await this.options.opened.mirror.remove(folder === '.' || folder === within || listed.has(folder) ? file : folder);
			}
		}
	}
}
