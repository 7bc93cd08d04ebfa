import type {ByteSource} from './tsm-index.js';

/** How often the bytes of a file may be read as blocks by one query: blocks of a file do not overlap, so that once is enough. */
const maxReads = 2;

/**
 * Bytes of blocks that a query may still read of each file. The index of a damaged or hostile file can name the same bytes millions of
 * times, which would take hours to decode.
 */
export class BlockBudget {
	private readonly left = new WeakMap<ByteSource, number>();

	/** Whether so many bytes may be read; they are counted then. */
	take(source: ByteSource, bytes: number): boolean {
		const left = (this.left.get(source) ?? source.size * maxReads) - bytes;
		this.left.set(source, left);
		return left >= 0;
	}
}
