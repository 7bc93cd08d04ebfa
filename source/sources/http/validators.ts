import {digest} from '../../system/cache-file.js';
import {isObject} from '../../system/json.js';
import type {HttpAnswer} from './client.js';

/** Validators that identify a version of a file. */
export type Validators = {
	readonly etag: string | null;
	/** Verbatim, as sent by the server. */
	readonly lastModified: string | null;
	/** In bytes; null if the server does not send it. */
	readonly size: number | null;
};

/** The validators in a response. */
export function validatorsOf({headers}: Pick<HttpAnswer, 'headers'>): Validators {
	const length = headers['content-length'];
	return {
		etag: headers.etag ?? null,
		lastModified: headers['last-modified'] ?? null,
		size: length !== undefined && /^\d{1,15}$/v.test(length) && isUnencoded(headers['content-encoding']) ? Number(length) : null,
	};
}

/** Whether a body is not encoded. Some servers send archives as if they were encoded texts; their bytes are also kept as received. */
export const isUnencoded = (encoding: string | undefined): boolean => encoding === undefined || encoding === '' || encoding === 'identity';

/** Whether the end of a body is marked. Otherwise the end of the connection ends it: it may have been cut short. */
export const hasEnd = ({headers}: Pick<HttpAnswer, 'headers'>): boolean =>
	headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;

/** Headers of a request that is answered with 304 if the file is still that version. */
export const ifChanged = ({etag, lastModified}: Validators): Readonly<Record<string, string>> => ({
	...etag === null ? {} : {'if-none-match': etag},
	...lastModified === null ? {} : {'if-modified-since': lastModified},
});

/** The If-Range value that ties a range to that version; undefined without a strong etag or a date. */
export const ifRange = ({etag, lastModified}: Validators): string | undefined =>
	etag !== null && !etag.startsWith('W/') ? etag : lastModified ?? undefined;

/** Whether both are certainly the same version. */
export const isSameVersion = (a: Validators, b: Validators): boolean =>
	(a.etag !== null || a.lastModified !== null)
	&& a.etag === b.etag
	&& a.lastModified === b.lastModified
	&& (a.size === b.size || a.size === null || b.size === null);

/**
 * The time of a local copy, in ms since the epoch: different for each version, as results are cached by size and time. The server's time,
 * in whole seconds, plus milliseconds derived from the etag.
 */
export function timeOf({etag, lastModified}: Validators, now: number): number {
	const time = lastModified === null ? Number.NaN : Date.parse(lastModified);
	const offset = etag === null ? 0 : Number.parseInt(digest(etag).slice(0, 8), 16) % 1000;
	return Number.isNaN(time) ? (etag === null ? now : offset) : time + offset;
}

/** Checks a value from a cache. */
export const isValidators = (value: unknown): value is Validators =>
	isObject(value) && ['etag', 'lastModified'].every(key => value[key] === null || typeof value[key] === 'string') && (value.size === null || typeof value.size === 'number');
