import process from 'node:process';
import type {OpenedSource, Source} from '../sources/source.js';
import {sourceProgressText} from '../reports/source-text.js';
import {note} from './print.js';
import {untilSignal} from './on-signals.js';
import {createStatusLine} from './status-line.js';

/** The folder to read of a source, or the exit status of a run that a signal ended meanwhile. */
export type Brought = {readonly folder: string} | {readonly status: number};

/** Brings here what is read of every campaign; a line on the terminal says how far it is. What is to be said about it goes to standard error. */
export async function bringSource(source: Source, look: {readonly ascii: boolean}): Promise<Brought> {
	const line = createStatusLine(process.stderr);
	try {
		return await untilSignal<Brought>(async signal => {
			const {folder, notes} = await bring(source, signal, line);
			line.erase();
			for (const text of notes) {
				note(look, text);
			}

			return {folder};
		}, status => ({status}));
	} finally {
		line.erase();
	}
}

const bring = async (source: Source, signal: AbortSignal, line: ReturnType<typeof createStatusLine>): Promise<OpenedSource> => source.open({
	signal,
	onProgress(progress) {
		line.show(seconds => sourceProgressText(progress, seconds));
	},
});
