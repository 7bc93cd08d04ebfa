import {isObject} from '../../../system/json.js';
import {metricsError} from '../../errors.js';
import type {MetricSeries} from '../../metric.js';

/** One series in a response of InfluxDB 1.x: values in column order. */
export type Row = {
	readonly name: string;
	readonly tags: Readonly<Record<string, string>>;
	readonly values: ReadonlyArray<readonly unknown[]>;
};

/** The database parsed the query and rejected it. */
export class RefusedError extends Error {
	override readonly name = 'RefusedError';
}

/** The response is not one of InfluxDB 1.x. */
export class UnexpectedResponseError extends Error {
	override readonly name = 'UnexpectedResponseError';
}

/** Parses the series in the response to one statement, in order; an empty result is valid. Throws RefusedError and UnexpectedResponseError. */
export function parseAnswer(text: string): readonly Row[] {
	const [result] = listOf(objectOf(parseJson(text)).results);
	const {error, series = [], partial} = objectOf(result);
	if (typeof error === 'string') {
		throw new RefusedError(error);
	}

	if (partial === true) {
		throw new RefusedError('the answer is cut off by max-row-limit');
	}

	return listOf(series).map(item => {
		const {name, tags = {}, values = []} = objectOf(item);
		return {
			name: typeof name === 'string' ? name : '',
			tags: Object.fromEntries(Object.entries(objectOf(tags)).map(([tag, value]) => [tag, String(value)])),
			values: listOf(values).map(row => listOf(row)),
		};
	});
}

/** The error message of a response that is a rejection; undefined for any other. */
export function refusalIn(text: string): string | undefined {
	try {
		const {error} = objectOf(parseJson(text));
		return typeof error === 'string' ? error : undefined;
	} catch {
		return undefined;
	}
}

/**
 * Converts rows to series of times (ms) and numbers; true becomes 1. Throws UnexpectedResponseError for rows without a time, AppError field-not-numeric for
 * strings and for several columns.
 */
export const toSeries = (rows: readonly Row[]): readonly MetricSeries[] => rows.map(({tags, values}) => ({
	tags,
	points: values.map(([time, value, ...more]) => {
		if (typeof time !== 'number') {
			throw new UnexpectedResponseError('its points have no times');
		}

		return [time, more.length > 0 ? refuse('several columns; only one can be drawn') : toNumber(value)] as const;
	}),
}));

const toNumber = (value: unknown): number | null =>
	value === null || typeof value === 'number' ? value : (typeof value === 'boolean' ? Number(value) : refuse('strings, which cannot be drawn'));

function refuse(what: string): never {
	throw metricsError('field-not-numeric', `the query returns ${what}`);
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new UnexpectedResponseError(/^\s*</v.test(text) ? 'it sent a web page' : (text.trim() === '' ? 'the response is empty' : 'the response is not JSON'));
	}
}

function objectOf(value: unknown): Record<string, unknown> {
	if (!isObject(value)) {
		throw new UnexpectedResponseError('its JSON is not a response of InfluxDB 1.x');
	}

	return value;
}

function listOf(value: unknown): readonly unknown[] {
	if (!Array.isArray(value)) {
		throw new UnexpectedResponseError('its JSON is not a response of InfluxDB 1.x');
	}

	return value;
}
