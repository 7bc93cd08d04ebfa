import {digest} from '../../system/cache-file.js';
import {isObject} from '../../system/json.js';
import type {HttpAnswer} from './client.js';

/** What tells a version of a file from another. */
export type Validators = {
	readonly etag: string | null;
	/** As the server writes it. */
	readonly lastModified: string | null;
	/** In bytes; null where the server does not say. */
	readonly size: number | null;
};

/** What a server says of a file. */
export function validatorsOf({headers}: Pick<HttpAnswer, 'headers'>): Validators {
	const length = headers['content-length'];
	return {
		etag: headers.etag ?? null,
		lastModified: headers['last-modified'] ?? null,
		size: length !== undefined && /^\d{1,15}$/v.test(length) && isPlain(headers['content-encoding']) ? Number(length) : null,
	};
}

/** Whether bytes come as they are. Archives are sent by some servers as if they were compressed texts: their bytes are what is wanted, too. */
export const isPlain = (encoding: string | undefined): boolean => encoding === undefined || encoding === '' || encoding === 'identity';

/** Headers of a request that is answered with 304 where the file is that version still. */
export const ifChanged = ({etag, lastModified}: Validators): Readonly<Record<string, string>> => ({
	...etag === null ? {} : {'if-none-match': etag},
	...lastModified === null ? {} : {'if-modified-since': lastModified},
});

/** What a range is asked for with, so that it is of that version; undefined where nothing names it for sure. */
export const ifRange = ({etag, lastModified}: Validators): string | undefined =>
	etag !== null && !etag.startsWith('W/') ? etag : lastModified ?? undefined;

/** Whether both are certainly one version. */
export const isSame = (a: Validators, b: Validators): boolean =>
	(a.etag !== null || a.lastModified !== null)
	&& a.etag === b.etag
	&& a.lastModified === b.lastModified
	&& (a.size === b.size || a.size === null || b.size === null);

/**
 * The time of a local copy, in ms since the epoch: another for each version, as results are kept by size and time. That of the server,
 * which counts seconds, and within the second one that follows from the tag.
 */
export function timeOf({etag, lastModified}: Validators, now: number): number {
	const time = lastModified === null ? Number.NaN : Date.parse(lastModified);
	const offset = etag === null ? 0 : Number.parseInt(digest(etag).slice(0, 8), 16) % 1000;
	return Number.isNaN(time) ? (etag === null ? now : offset) : time + offset;
}

/** What a cache has kept. */
export const isValidators = (value: unknown): value is Validators =>
	isObject(value) && ['etag', 'lastModified'].every(key => value[key] === null || typeof value[key] === 'string') && (value.size === null || typeof value.size === 'number');
