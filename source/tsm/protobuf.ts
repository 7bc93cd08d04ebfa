import type {ByteCursor} from './byte-cursor.js';

/** What a field of a message holds, by its number: a varint, or the bytes of a text or a message. Other kinds are passed over. */
export type Take = {
	readonly varint?: Readonly<Record<number, (value: bigint) => void>>;
	readonly bytes?: Readonly<Record<number, (value: ByteCursor) => void>>;
};

/** Reads the fields of a message of protocol buffers to the end, one by one. Throws Damage. */
export function readMessage(cursor: ByteCursor, take: Take): void {
	while (cursor.left > 0) {
		const tag = cursor.count();
		const number = Math.floor(tag / 8);
		const kind = tag % 8;
		if (kind === 0) {
			const value = cursor.varint();
			take.varint?.[number]?.(value);
		} else if (kind === 2) {
			const value = cursor.part(cursor.count());
			take.bytes?.[number]?.(value);
		} else {
			cursor.take(fixedLengths[kind] ?? cursor.fail(`a field of an unknown kind ${kind}`));
		}
	}
}

const fixedLengths: Readonly<Record<number, number>> = {1: 8, 5: 4};
