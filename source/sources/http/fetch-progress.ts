import type {FetchOptions, SourceProgress} from '../source.js';

/** Counts what a fetch of several files has brought, and reports it. */
export class FetchProgress {
	bytes = 0;
	private files = 0;
	private readonly total: number;
	private bytesTotal: number | null;
	private readonly onProgress: ((progress: SourceProgress) => void) | undefined;

	constructor({files, bytesTotal, onProgress}: {readonly files: number; readonly bytesTotal: number | null; readonly onProgress: FetchOptions['onProgress']}) {
		this.total = files;
		this.bytesTotal = bytesTotal;
		this.onProgress = onProgress;
	}

	/** Begins to receive a file of that size, `bytes` of which came before. Of a single file it says how much will have come in the end. */
	start(bytes: number, size: number | undefined): void {
		if (this.total === 1 && size !== undefined) {
			this.bytesTotal = this.bytes + size - bytes;
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
