import {Writable} from 'node:stream';
import {vi} from 'vitest';

/** A fake terminal that records its bytes without delay, and can be resized. */
export function openTarget(columns = 20, rows = 5) {
	const written: string[] = [];
	const target = Object.assign(new Writable({
		decodeStrings: false,
		write(chunk, _encoding, done) {
			written.push(String(chunk));
			done();
		},
	}), {columns, rows});
	return {
		target,
		written,
		resize(newColumns: number, newRows: number) {
			Object.assign(target, {columns: newColumns, rows: newRows});
			target.emit('resize');
		},
	};
}

/** Advances fake timers; by default until the next frame may be sent. */
export const advance = (milliseconds = 34) => {
	vi.advanceTimersByTime(milliseconds);
};
