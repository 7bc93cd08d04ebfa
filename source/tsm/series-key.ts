import {Buffer} from 'node:buffer';

/** The parts of a key in the files. Keys are strings of one character per byte, which sort and compare like the bytes. */
export type SeriesKey = {
	readonly measurement: string;
	readonly tags: ReadonlyMap<string, string>;
	readonly field: string;
};

/** Separates series and field in a key. */
export const fieldMark = '#!~#';

/** Parses a key; undefined if it contains no field. Empty tags are omitted; invalid UTF-8 becomes U+FFFD. */
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

/** Just measurement and field; both empty if the key contains no field. */
export function fieldOf(key: string): {readonly measurement: string; readonly field: string} {
	const end = key.indexOf(fieldMark);
	return end === -1
		? {measurement: '', field: ''}
		: {measurement: unescapeKey(key.slice(0, Math.min(end, endOf(key, ',', 0)))), field: utf8Of(key.slice(end + fieldMark.length))};
}

/** Returns a function that reads the tag of that name from a key: '' if there is none. Without the objects of all tags of thousands of series. */
export function tagReader(name: string): (key: string) => string {
	const beginning = `,${latin1Of(name).replaceAll(/[, =]/gv, String.raw`\$&`)}=`;
	return key => {
		const seriesEnd = key.indexOf(fieldMark);
		const at = unescapedAt(key, beginning, 0);
		const start = at + beginning.length;
		return at === -1 || at >= seriesEnd ? '' : unescapeKey(key.slice(start, Math.min(seriesEnd, endOf(key, ',', start))));
	};
}

/** Unescapes a measurement, or the name or value of a tag. */
const unescapeKey = (escaped: string): string => utf8Of(escaped.includes('\\') ? escaped.replaceAll(/\\([, =])/gv, '$1') : escaped);

/** Encodes a text as in keys: one character per byte. */
export const latin1Of = (text: string): string => isAscii.test(text) ? text : Buffer.from(text).toString('latin1');

/** Decodes a text given as one character per byte. */
export const utf8Of = (bytes: string): string => isAscii.test(bytes) ? bytes : Buffer.from(bytes, 'latin1').toString('utf8');

const isAscii = /^[\0-\u{7F}]*$/v;

// The offset of the first such character without a backslash before it, or the end.
function endOf(series: string, character: string, from: number): number {
	const at = unescapedAt(series, character, from);
	return at < 0 ? series.length : at;
}

function unescapedAt(text: string, part: string, from: number): number {
	let at = text.indexOf(part, from);
	while (at > 0 && text[at - 1] === '\\') {
		at = text.indexOf(part, at + 1);
	}

	return at;
}
