import process from 'node:process';
import {usageError} from '../system/errors.js';
import {textColumns} from '../system/terminal.js';
import {textFlag, type Invocation} from './command.js';

const units: Readonly<Record<string, number>> = {
	'': 1, b: 1, kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12, kib: 1024, mib: 1024 ** 2, gib: 1024 ** 3, tib: 1024 ** 4,
};

/** Parses the size in a flag to bytes: `500MB`, `20 GiB`, `1000`. Throws a usage error for anything else. */
export function parseSize(flag: string, text: string): number {
	const [, count = '', unit = ''] = /^(\d+(?:\.\d+)?) ?([kmgt]?i?b)?$/iv.exec(text) ?? [];
	const bytes = Number(count) * (units[unit.toLowerCase()] ?? 0);
	if (count === '' || bytes < 1) {
		throw usageError(`--${flag} ${text}: a size such as 500MB or 20GiB`);
	}

	return bytes;
}

/** Parses the value of a flag to an integer of at least 1. Throws a usage error for anything else. */
export function parseCount(flag: string, text: string): number {
	if (!/^[1-9]\d{0,8}$/v.test(text)) {
		throw usageError(`--${flag} ${text}: a whole number, at least 1`);
	}

	return Number(text);
}

const [minWidth, maxWidth] = [20, 1000];

/** The width of pictures in columns: `--width`, otherwise the terminal's, otherwise 100. Throws a usage error for an invalid value. */
export function pictureWidth(invocation: Invocation): number {
	const given = textFlag(invocation, 'width');
	if (given === undefined) {
		return textColumns(process.stdout, process.env, 100);
	}

	const width = Number(given);
	if (!/^\d+$/v.test(given) || width < minWidth || width > maxWidth) {
		throw usageError(`--width ${given}: a whole number of columns from ${minWidth} to ${maxWidth}`);
	}

	return width;
}
