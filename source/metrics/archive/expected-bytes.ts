import {open} from 'node:fs/promises';
import type {Archive} from '../engines/engine.js';

// Deflate makes nothing smaller than this.
const greatestRatio = 1032;

/** About how many bytes an archive of that size unpacks to: gzip notes it at its end, but only its last 32 bits, and whatever else was added. */
export async function expectedBytes({path: file, kind}: Archive, size: number): Promise<number> {
	if (kind !== 'tar.gz' || size < 4) {
		return size;
	}

	const handle = await open(file);
	try {
		const {buffer} = await handle.read(Buffer.alloc(4), 0, 4, size - 4);
		const noted = buffer.readUInt32LE();
		return noted <= size * greatestRatio ? Math.max(noted, size) : size;
	} finally {
		await handle.close();
	}
}
