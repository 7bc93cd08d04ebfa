import {open} from 'node:fs/promises';
import path from 'node:path';
import {configFolder} from '../system/cache-folder.js';
import {AppError, codeOf, messageOf} from '../system/errors.js';
import {isObject} from '../system/json.js';
import {cleanText} from '../text/clean.js';
import {metricNamed} from './catalogue.js';
import type {Metric} from './metric.js';

/** The metrics of the user's configuration, and the problems with invalid rows, one line each. */
export type UserMetrics = {readonly metrics: readonly Metric[]; readonly problems: readonly string[]};

const none: UserMetrics = {metrics: [], problems: []};
/** The name and maximum size of the configuration file. */
export const configFile = 'config.toml';
export const maxConfigBytes = 1024 * 1024;
const maxLine = 300;

/**
 * Reads the metrics from `config.toml` in the user's configuration folder, in file order: rows `[[metric]]` with `name`, `influxql`, and optionally `title`
 * and `unit`. Without a file the list is empty. Does not throw: an invalid row is reported as a problem.
 */
export async function readUserMetrics(): Promise<UserMetrics> {
	const folder = await configFolder();
	if (folder === undefined) {
		return none;
	}

	const file = path.join(folder, configFile);
	try {
		const text = await readText(file);
		return text === undefined ? none : await parseUserMetrics(text, file);
	} catch (error) {
		return {metrics: [], problems: [lineOf(file, error instanceof AppError ? error.message : `it cannot be read (${codeOf(error) ?? messageOf(error)}); none of its metrics is used`)]};
	}
}

async function readText(file: string): Promise<string | undefined> {
	const handle = await open(file, 'r').catch((error: unknown) => {
		if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') {
			return undefined;
		}

		throw error;
	});
	try {
		const found = await handle?.stat();
		if (found && !(found.isFile() && found.size <= maxConfigBytes)) {
			throw new Error('it is not a file of at most 1 MiB');
		}

		return await handle?.readFile('utf8');
	} finally {
		await handle?.close();
	}
}

/** Like `readUserMetrics`, for the text of a file. */
export async function parseUserMetrics(text: string, file: string): Promise<UserMetrics> {
	const [{parse}, {typedMetric}] = await Promise.all([import('smol-toml'), import('./query/parse-query.js')]);
	let rows: unknown;
	try {
		rows = parse(text).metric ?? [];
	} catch (error) {
		const line = error instanceof Error && 'line' in error ? ` line ${String(error.line)}` : '';
		return {metrics: [], problems: [lineOf(file, `${line.trim()}${line === '' ? '' : ' '}is not TOML (${messageOf(error).split('\n', 1).join('').replace(/^Invalid TOML document: /v, '')}); none of its metrics is used`)]};
	}

	if (!Array.isArray(rows)) {
		return {metrics: [], problems: [lineOf(file, 'metric is not a list of tables: start each one with [[metric]]')]};
	}

	const metrics: Metric[] = [];
	const problems: string[] = [];
	for (const [index, row] of rows.entries()) {
		try {
			metrics.push(metricOf(row, metrics, typedMetric));
		} catch (error) {
			const name = isObject(row) && typeof row.name === 'string' ? ` "${row.name}"` : '';
			problems.push(lineOf(file, `[[metric]] ${index + 1}${name}: ${messageOf(error)}`));
		}
	}

	return {metrics, problems};
}

const lineOf = (file: string, reason: string): string => cleanText(`${file}: ${reason}`.slice(0, maxLine));

const keys: ReadonlySet<string> = new Set(['name', 'title', 'unit', 'influxql']);

function metricOf(row: unknown, others: readonly Metric[], typedMetric: (influxql: string, text: Partial<Metric>) => Metric): Metric {
	if (!isObject(row)) {
		throw new Error('it is not a table');
	}

	const unknown = Object.keys(row).find(key => !keys.has(key));
	if (unknown !== undefined) {
		throw new Error(`unknown key ${unknown}; the keys are ${[...keys].join(', ')}`);
	}

	const {name, title = name, unit = '', influxql} = row;
	if (typeof name !== 'string' || !/^[\w.\-]{1,60}$/v.test(name)) {
		throw new Error('its name may have letters, digits, _ . and -, at most 60 in all');
	}

	if (typeof title !== 'string' || typeof unit !== 'string' || typeof influxql !== 'string') {
		throw new TypeError(`its ${typeof influxql === 'string' ? (typeof title === 'string' ? 'unit' : 'title') : 'influxql'} must be a text`);
	}

	if (metricNamed(name) ?? others.some(other => other.name === name)) {
		throw new Error('a metric of that name exists already');
	}

	return typedMetric(influxql, {
		name, title: cleanText(title), unit: cleanText(unit), help: `Saved in config.toml: ${cleanText(influxql)}`,
	});
}
