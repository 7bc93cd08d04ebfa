import {Buffer} from 'node:buffer';
import {open} from 'node:fs/promises';
import {stripVTControlCharacters} from 'node:util';
import {codeOf} from '../../system/errors.js';
import {trackWait} from '../../system/waiting.js';
import {formatBytes} from '../../text/numbers.js';
import type {LogFile} from './controller-logs.js';

/** Bytes shown from the start and from the end of a console. */
const consoleBytes = 256 * 1024;
/** Bytes shown of a controller's results: the rest is numbers of agents. */
export const excerptBytes = 600;

/** The lines of a console, without colours and overwritten text; only start and end if it is long. Never rejects. */
export const consoleLines = async (file: LogFile): Promise<readonly string[]> => excerpt(file, consoleBytes, consoleBytes);

/** The first lines of a controller's results, whose first bytes are given unless it is to be read from its file. Never rejects. */
export const logHead = async (file: LogFile, head?: Uint8Array): Promise<readonly string[]> => head
	? [...linesOf(Buffer.from(head).toString('utf8')), ...omitted(file.size - head.length)]
	: excerpt(file, excerptBytes, 0);

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
					: [...await read(0, head), ...omitted(left), ...tail > 0 ? await read(size - tail, tail) : []];
			} finally {
				await handle.close();
			}
		});
	} catch (error) {
		return [`cannot be read (${codeOf(error) ?? 'unknown error'})`];
	}
}

const omitted = (bytes: number): readonly string[] => bytes > 0 ? ['', `… ${formatBytes(bytes)} omitted …`, ''] : [];

/** Each line as a terminal would show it: only the part after the last carriage return. */
const linesOf = (text: string): readonly string[] =>
	stripVTControlCharacters(text).split('\n').map(line => line.replace(/\r$/v, '').split('\r').at(-1) ?? '');
