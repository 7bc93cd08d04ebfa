import {Buffer} from 'node:buffer';
import {open} from 'node:fs/promises';
import {stripVTControlCharacters} from 'node:util';
import {codeOf} from '../../system/errors.js';
import {trackWait} from '../../system/waiting.js';
import {formatBytes} from '../../text/bytes.js';
import type {LogFile} from './controller-logs.js';

/** Of a console so many bytes are shown from its start, and as many from its end. */
const consoleBytes = 256 * 1024;
/** Of a controller's results so many: the rest is numbers of agents. */
const logBytes = 600;

/** The lines of a console without colours and without what was overwritten on its line; a long one's start and end. Never rejects. */
export const consoleLines = async (file: LogFile): Promise<readonly string[]> => excerpt(file, consoleBytes, consoleBytes);

/** How the results of a controller begin. Never rejects. */
export const logHead = async (file: LogFile): Promise<readonly string[]> => excerpt(file, logBytes, 0);

async function excerpt({path, size}: LogFile, head: number, tail: number): Promise<readonly string[]> {
	try {
		return await trackWait(path, async () => {
			const handle = await open(path);
			try {
				const read = async (position: number, length: number) => {
					const {buffer, bytesRead} = await handle.read(Buffer.alloc(length), 0, length, position);
					return linesOf(buffer.toString('utf8', 0, bytesRead));
				};

				const left = size - head - tail;
				return left <= 0
					? await read(0, size)
					: [...await read(0, head), '', `… ${formatBytes(left)} are left out …`, '', ...tail > 0 ? await read(size - tail, tail) : []];
			} finally {
				await handle.close();
			}
		});
	} catch (error) {
		return [`cannot be read (${codeOf(error) ?? 'unknown error'})`];
	}
}

/** What a terminal would show of each line: the last part behind a carriage return. */
const linesOf = (text: string): readonly string[] =>
	stripVTControlCharacters(text).split('\n').map(line => line.replace(/\r$/v, '').split('\r').at(-1) ?? '');
