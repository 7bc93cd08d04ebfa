import {stringify} from 'lossless-json';
import {asciiText, cleanText} from './clean.js';

/** A value of params.json as people read it: text without quotes, all else as JSON, a dash for null. */
export function writtenText(value: unknown, {ascii}: {readonly ascii: boolean}): string {
	if (value === null) {
		return ascii ? '-' : '—';
	}

	const text = cleanText(typeof value === 'string' ? value : stringify(value) ?? '');
	return ascii ? asciiText(text) : text;
}
