import {usageError} from '../system/errors.js';

const units: Readonly<Record<string, number>> = {
	'': 1, b: 1, kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12, kib: 1024, mib: 1024 ** 2, gib: 1024 ** 3, tib: 1024 ** 4,
};

/** The bytes that the text of a flag stands for: `500MB`, `20 GiB`, `1000`. Throws a usage error for what is no size. */
export function parseSize(flag: string, text: string): number {
	const [, count = '', unit = ''] = /^(\d+(?:\.\d+)?) ?([kmgt]?i?b)?$/iv.exec(text) ?? [];
	const bytes = Number(count) * (units[unit.toLowerCase()] ?? 0);
	if (count === '' || bytes < 1) {
		throw usageError(`--${flag} ${text}: a size such as 500MB or 20GiB`);
	}

	return bytes;
}
