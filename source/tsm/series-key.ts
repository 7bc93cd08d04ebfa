import {Buffer} from 'node:buffer';

/** What a key of the files stands for. Keys are held as strings of one character a byte, which sort and compare as the bytes do. */
export type SeriesKey = {
	readonly measurement: string;
	readonly tags: ReadonlyMap<string, string>;
	readonly field: string;
};

/** Between the series and the field in a key. */
export const fieldMark = '#!~#';

/** The parts of a key; undefined where it names no field. Empty tags are left out; bytes that are no UTF-8 become U+FFFD. */
export function parseSeriesKey(key: string): SeriesKey | undefined {
	const end = key.indexOf(fieldMark);
	if (end === -1) {
		return undefined;
	}

	const series = key.slice(0, end);
	const tags = new Map<string, string>();
	const measurementEnd = endOf(series, ',', 0);
	let at = measurementEnd + 1;
	while (at < series.length) {
		const nameEnd = endOf(series, '=', at);
		const valueEnd = endOf(series, ',', nameEnd + 1);
		const name = unescapeKey(series.slice(at, nameEnd));
		const value = unescapeKey(series.slice(nameEnd + 1, valueEnd));
		if (name !== '' && value !== '') {
			tags.set(name, value);
		}

		at = valueEnd + 1;
	}

	return {measurement: unescapeKey(series.slice(0, measurementEnd)), tags, field: utf8Of(key.slice(end + fieldMark.length))};
}

/** The measurement and the field alone; both empty where the key names no field. */
export function fieldOf(key: string): {readonly measurement: string; readonly field: string} {
	const end = key.indexOf(fieldMark);
	return end === -1
		? {measurement: '', field: ''}
		: {measurement: unescapeKey(key.slice(0, Math.min(end, endOf(key, ',', 0)))), field: utf8Of(key.slice(end + fieldMark.length))};
}

/** The text of escaped bytes: a measurement, the name of a tag or its value. */
const unescapeKey = (escaped: string): string => utf8Of(escaped.includes('\\') ? escaped.replaceAll(/\\([, =])/gv, '$1') : escaped);

/** A text as keys hold it: one character a byte. */
export const latin1Of = (text: string): string => isAscii.test(text) ? text : Buffer.from(text).toString('latin1');

/** The text of bytes that come as one character each. */
export const utf8Of = (bytes: string): string => isAscii.test(bytes) ? bytes : Buffer.from(bytes, 'latin1').toString('utf8');

const isAscii = /^[\0-\u{7F}]*$/v;

// The offset of the first such character that no backslash stands before, or the end.
function endOf(series: string, character: string, from: number): number {
	let at = series.indexOf(character, from);
	while (at > 0 && series[at - 1] === '\\') {
		at = series.indexOf(character, at + 1);
	}

	return at < 0 ? series.length : at;
}
