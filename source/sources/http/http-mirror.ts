import path from 'node:path';
import {raceAbort} from '../../system/waiting.js';
import {checkSize} from '../archive-index.js';
import {sourceError} from '../errors.js';
import {needOf} from '../member-path.js';
import type {OpenMirror} from '../mirror-folder.js';
import type {BringOptions, SourceLimits, SourceProgress} from '../source.js';
import {eachAtOnce} from './at-once.js';
import type {HttpClient} from './client.js';
import type {Crawled} from './crawl.js';
import {currentVersion, download} from './download.js';
import {shownUrl} from './address.js';
import {notesValue, parseNotes} from './notes.js';
import {statusError} from './request-errors.js';
import {isSame, timeOf, type Validators} from './validators.js';

type Options = {
	readonly opened: OpenMirror;
	readonly client: HttpClient;
	/** The source, for errors. */
	readonly address: string;
	readonly limits: SourceLimits;
	readonly urlOf: (file: string) => URL;
};

/** How long the version of an archive counts as current (ms). */
const lookEveryMs = 30_000;

/** The mirrored files of a server, and their versions. */
export class HttpMirror {
	private readonly options: Options;
	private versions = new Map<string, Validators>();
	private partials = new Map<string, Validators>();
	/** When each file was last checked (monotonic clock, ms), and the fetches in progress. */
	private readonly looked = new Map<string, number>();
	private readonly underWay = new Map<string, Promise<void>>();
	/** When everything was last checked, in ms since the epoch; null if never. */
	checked: number | null = null;

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
		this.checked = checked;
		this.versions = new Map(versions);
	}

	async writeNotes(): Promise<void> {
		if (this.checked !== null || this.versions.size > 0 || this.partials.size > 0) {
			await this.options.opened.writeNotes(notesValue({checked: this.checked, versions: this.versions, partials: this.partials}));
		}
	}

	/** Updates the mirror to what is listed below `within`: fetches files that every campaign needs, and creates stand-ins for metrics. */
	async update({files, folders, isCollection}: Crawled, within: string, {signal, onProgress}: BringOptions): Promise<void> {
		const now = files.filter(file => needOf(file) === 'now' && !(isCollection && path.posix.basename(file) !== 'params.json'));
		const later = isCollection ? [] : files.filter(file => needOf(file) === 'later');
		await this.forgetOthers(new Set([...now, ...later, ...folders]), within, isCollection);
		for (const folder of folders) {
			await (needOf(folder) === 'later' ? undefined : this.options.opened.mirror.makeFolder(folder));
		}

		// params.json first: it lists the iterations.
		const isList = (file: string) => path.posix.basename(file) === 'params.json';
		const ordered = [...now.filter(file => isList(file)), ...now.filter(file => !isList(file))];
		await this.bring(ordered, {signal, onProgress});
		for (const file of later) {
			await (this.versions.has(file) ? undefined : this.putStandIn(file, {etag: null, lastModified: null, size: null}));
		}

		this.checked = Date.now();
	}

	/** Fetches one file unless the one in the mirror is current. Throws source-missing if there is none. */
	async updateFile(file: string, bring: BringOptions): Promise<void> {
		await this.bring([file], bring);
		if (!this.versions.has(file)) {
			throw statusError(404, shownUrl(this.options.urlOf(file)));
		}

		this.checked = Date.now();
	}

	/** Fetches the files that are not current, four at a time. */
	private async bring(
		files: readonly string[],
		{signal, onProgress, bytesTotal = null}: BringOptions & {readonly bytesTotal?: number | null},
	): Promise<void> {
		const {opened: {mirror}, client, address, limits, urlOf} = this.options;
		const progress = new Progress({files: files.length, bytesTotal, onProgress});
		try {
			await eachAtOnce(files, signal, async (file, either) => {
				const known = this.versions.get(file);
				const isHere = known !== undefined && await this.isHere(file, known);
				const done = await download(urlOf(file), file, {
					client, mirror, limits, signal: either, known: isHere ? known : undefined, partial: this.partials.get(file),
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
				if (done.status === 'gone') {
					await mirror.remove(file);
					this.versions.delete(file);
				} else {
					this.versions.set(file, done.validators);
				}

				progress.finishFile();
			});
		} finally {
			// Also on failure, so that files already received are not fetched again.
			await this.writeNotes();
		}
	}

	/** Replaces an outdated file or stand-in with a stand-in of the current version. */
	async look(file: string, signal: AbortSignal): Promise<void> {
		const {client, urlOf} = this.options;
		const known = this.versions.get(file);
		if (known === undefined || performance.now() - (this.looked.get(file) ?? -Infinity) < lookEveryMs) {
			return;
		}

		this.looked.set(file, performance.now());

		const current = await currentVersion(urlOf(file), client, signal);
		if (current !== undefined && !isSame(known, current)) {
			await this.putStandIn(file, current);
			await this.writeNotes();
		}
	}

	/** Fetches the content of a stand-in. Concurrent calls for the same file wait for each other. */
	async fetch(file: string, bring: BringOptions): Promise<void> {
		for (let other = this.underWay.get(file); other; other = this.underWay.get(file)) {
			await raceAbort(other.catch(() => undefined), bring.signal);
			bring.signal.throwIfAborted();
		}

		const work = this.fetchNow(file, bring);
		this.underWay.set(file, work);
		try {
			await work;
		} finally {
			this.underWay.delete(file);
		}
	}

	private async fetchNow(file: string, bring: BringOptions): Promise<void> {
		const {mirror} = this.options.opened;
		const due = await mirror.standIns(file);
		const sizes = due.map(name => this.versions.get(name)?.size ?? null);
		const bytesTotal = sizes.includes(null) ? null : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
		await (due.length === 0 ? undefined : this.bring(due, {...bring, bytesTotal}));
		if (due.length > 0 && (await mirror.standIns(file)).length > 0) {
			throw sourceError('source-member-gone', `${this.options.address}: ${file} is not there any more`);
		}
	}

	private async isHere(file: string, {size}: Validators): Promise<boolean> {
		const {mirror} = this.options.opened;
		return size !== null && await mirror.has(file, size) && (await mirror.standIns(file)).length === 0;
	}

	private async putStandIn(file: string, version: Validators): Promise<void> {
		this.versions.set(file, version);
		await this.options.opened.mirror.standIn(file, {size: version.size ?? 0, modified: timeOf(version, 0)});
	}

	/** Removes files that are no longer listed; none of a collection, as only its params.json files are known. */
	private async forgetOthers(listed: ReadonlySet<string>, within: string, isCollection: boolean): Promise<void> {
		const isWithin = (file: string) => within === '' || file.startsWith(`${within}/`);
		for (const file of this.versions.keys()) {
			if (!isCollection && isWithin(file) && !listed.has(file)) {
				this.versions.delete(file);
				const folder = path.posix.dirname(file);
				await this.options.opened.mirror.remove(folder === '.' || folder === within || listed.has(folder) ? file : folder);
			}
		}
	}
}

class Progress {
	bytes = 0;
	private files = 0;
	private readonly total: number;
	private bytesTotal: number | null;
	private readonly onProgress: ((progress: SourceProgress) => void) | undefined;

	constructor({files, bytesTotal, onProgress}: {readonly files: number; readonly bytesTotal: number | null; readonly onProgress: BringOptions['onProgress']}) {
		this.total = files;
		this.bytesTotal = bytesTotal;
		this.onProgress = onProgress;
	}

	/** Begins a file, `bytes` of which have come before. Of a single file it gives the total. */
	start(bytes: number, size: number | undefined): void {
		if (this.total === 1) {
			this.bytes = bytes;
			this.bytesTotal = size ?? this.bytesTotal;
			this.notify();
		}
	}

	add(bytes: number): void {
		this.bytes += bytes;
		this.notify();
	}

	finishFile(): void {
		this.files++;
		this.notify();
	}

	private notify(): void {
		this.onProgress?.({
			stage: 'fetching', filesDone: this.files, filesTotal: this.total, bytesDone: this.bytes, bytesTotal: this.bytesTotal,
		});
	}
}
