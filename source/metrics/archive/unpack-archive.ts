import {mkdir} from 'node:fs/promises';
import type {Archive, Stage} from '../engines/engine.js';

type Options = {readonly signal: AbortSignal; readonly onProgress?: ((stage: Stage) => void) | undefined; readonly mostUnpacked?: number | undefined};

/** Stand-in until the real one is there. */
export async function unpackArchive(archive: Archive, folder: string, {signal, onProgress}: Options): Promise<void> {
	const {extract} = await import('tar');
	signal.throwIfAborted();
	onProgress?.({stage: 'unpacking', bytesDone: 0, bytesTotal: 1});
	await mkdir(folder, {recursive: true});
	await extract({file: archive.path, cwd: folder});
}
