import {Buffer} from 'node:buffer';
import {fieldMark} from './series-key.js';

/** A field of a measurement. */
export type Field = {readonly measurement: string; readonly field: string};

/** A unique name for the field. */
export const fieldName = ({measurement, field}: Field): string => `${field}\0${measurement}`;

/** A key, one character per byte, and the name of its field. */
export type SelectedKey = {readonly key: string; readonly field: string};

/** Selects keys. */
export type KeySelection = {
	/** The key in these bytes; undefined if it is not selected. */
	readonly match: (bytes: Buffer, start: number, end: number) => SelectedKey | undefined;
};

/** Selects all keys, without determining their fields. */
export const everyKey: KeySelection = {match: (bytes, start, end) => ({key: bytes.toString('latin1', start, end), field: ''})};

/** The end of a field's keys and their measurement, in bytes. */
type Wanted = {readonly ending: Uint8Array; readonly measurement: Uint8Array; readonly field: string};

/** A selected key, and the one that came after it: files have the same keys in the same order, and comparing bytes is quicker than making strings. */
type KnownKey = {readonly selected: SelectedKey; readonly bytes: Buffer; next: KnownKey | undefined};

/**
 * The fields whose points are read. A database has millions of keys, nearly all of other fields: they are compared in place, and strings are
 * created only for selected keys, once for all files.
 */
export class FieldSelection implements KeySelection {
	private readonly known = new Map<string, KnownKey>();
	/** The key selected last. */
	private last: KnownKey | undefined;
	private readonly keys: ReadonlySet<string> | undefined;
	/** By the last two bytes of the keys, which most other fields do not share. */
	private readonly byLastBytes = Array.from<Wanted[] | undefined>({length: 256 * 256});

	/** `keys` restricts the fields to these keys. */
	constructor(fields: Iterable<Field>, keys?: ReadonlySet<string>) {
		this.keys = keys;
		for (const {measurement, field} of fields) {
			const ending = Buffer.from(fieldMark + field);
			const lastBytes = ending.readUInt16BE(ending.length - 2);
			const wanted = {ending, measurement: Buffer.from(measurement), field: fieldName({measurement, field})};
			this.byLastBytes[lastBytes] = [...this.byLastBytes[lastBytes] ?? [], wanted];
		}
	}

	match(bytes: Buffer, start: number, end: number): SelectedKey | undefined {
		const candidates = end - start < 2 ? undefined : this.byLastBytes[bytes[end - 2]! * 256 + bytes[end - 1]!];
		if (candidates === undefined) {
			return undefined;
		}

		const next = this.last?.next;
		if (next?.bytes.length === end - start && next.bytes.compare(bytes, start, end) === 0) {
			this.last = next;
			return next.selected;
		}

		for (const wanted of candidates) {
			if (endsWith(bytes, start, end, wanted.ending) && isOf(bytes, start, end, wanted.measurement)) {
				const known = this.select(bytes.toString('latin1', start, end), wanted);
				if (known) {
					if (this.last) {
						this.last.next = known;
					}

					this.last = known;
					return known.selected;
				}
			}
		}

		return undefined;
	}

	private select(key: string, {ending, field}: Wanted): KnownKey | undefined {
		const known = this.known.get(key);
		// The first mark of a key ends its series; the field may contain another.
		if (known ?? (key.indexOf(fieldMark) !== key.length - ending.length || this.keys?.has(key) === false)) {
			return known;
		}

		const added = {selected: {key, field}, bytes: Buffer.from(key, 'latin1'), next: undefined};
		this.known.set(key, added);
		return added;
	}
}

function endsWith(bytes: Uint8Array, start: number, end: number, ending: Uint8Array): boolean {
	const offset = end - ending.length;
	if (offset < start) {
		return false;
	}

	// Backwards: fields differ at the end, but all start with the mark.
	for (let index = ending.length - 1; index >= 0; index--) {
		if (bytes[offset + index] !== ending[index]) {
			return false;
		}
	}

	return true;
}

const comma = 44;
const backslash = 92;
/** Whether a backslash escapes this character: a comma, space or equals sign. */
const isEscaped = (byte: number | undefined): boolean => byte === comma || byte === 32 || byte === 61;
const mark = Buffer.from(fieldMark);

/** Whether a key is of that measurement, which is escaped in the key. */
function isOf(bytes: Uint8Array, start: number, end: number, measurement: Uint8Array): boolean {
	let at = start;
	for (let index = 0; index < measurement.length; index++, at++) {
		if (bytes[at] === backslash && isEscaped(bytes[at + 1])) {
			at++;
		} else if (bytes[at] === comma) {
			return false;
		}

		if (at >= end || bytes[at] !== measurement[index]) {
			return false;
		}
	}

	return bytes[at] === comma ? bytes[at - 1] !== backslash : endsWith(bytes, at, at + mark.length, mark);
}
