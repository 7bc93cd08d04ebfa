import {Buffer} from 'node:buffer';
import {mkdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import {configFolder, isInCampaign} from '../system/cache-folder.js';
import {codeOf, messageOf} from '../system/errors.js';
import {isObject} from '../system/json.js';
import {openOutputFile} from '../system/output-file.js';
import {metricNamed} from './catalogue.js';
import {metricsError} from './errors.js';
import {configFile, maxConfigBytes, parseKeptMetrics} from './kept-metrics.js';
import type {Metric} from './metric.js';

/** A row `[[metric]]`. */
type Row = {readonly name: string; readonly unit: string; readonly influxql: string};

const notKept = (reason: string) => metricsError('metric-not-kept', `the metric is not kept: ${reason}`);

/**
 * Appends a metric to `config.toml` in the user's configuration folder, creating both if missing. The existing bytes of the file are not
 * changed. Returns the file, and the metric as the next start will read it. Throws AppError metric-not-kept if the name is taken or no row
 * can be appended to the file, and errors of writing.
 */
export async function keepMetric(row: Row, campaignFolder: string): Promise<{readonly file: string; readonly kept: Metric}> {
	const folder = await configFolder();
	if (folder === undefined) {
		throw notKept('there is no folder for your configuration; set XDG_CONFIG_HOME');
	}

	if (await isInCampaign(folder, campaignFolder)) {
		throw notKept(`${folder} lies in the campaign, which is only ever read`);
	}

	await mkdir(folder, {recursive: true, mode: 0o700});
	const file = path.join(folder, configFile);
	const before = await readConfig(file);
	const text = await appended(before, row, file);
	const {metrics} = await parseKeptMetrics(text, file);
	const kept = metrics.find(({name}) => name === row.name);
	if (!kept) {
		throw notKept(`${file}: the query is none that can be kept`);
	}

	const output = await openOutputFile(file, {campaignFolder});
	try {
		await output.write(text);
		if (await readConfig(file) !== before) {
			throw notKept(`${file} was changed meanwhile; try again`);
		}

		await output.finish();
	} catch (error) {
		await output.discard();
		throw error;
	}

	return {file, kept};
}

/** The text of the file; '' if it does not exist. Throws if it is not UTF-8. */
async function readConfig(file: string): Promise<string> {
	let bytes: Uint8Array;
	try {
		bytes = await readFile(file);
	} catch (error) {
		if (codeOf(error) === 'ENOENT') {
			return '';
		}

		throw notKept(`${file} cannot be read (${codeOf(error) ?? messageOf(error)})`);
	}

	try {
		return new TextDecoder('utf8', {fatal: true, ignoreBOM: true}).decode(bytes);
	} catch {
		throw notKept(`${file} is no text in UTF-8`);
	}
}

/** Maximum bytes of a row. */
const maxRow = 16_384;

/** The text with the row appended. Throws if it is invalid TOML or the name is taken. */
async function appended(before: string, {name, unit, influxql}: Row, file: string): Promise<string> {
	const {parse, stringify} = await import('smol-toml');
	const rowsOf = (text: string, otherwise: string): readonly unknown[] => {
		try {
			const rows = parse(text).metric ?? [];
			return Array.isArray(rows) ? rows : [];
		} catch {
			throw notKept(`${file} ${otherwise}`);
		}
	};

	if (Buffer.byteLength(before) > maxConfigBytes - maxRow) {
		throw notKept(`${file} is too large to be appended to`);
	}

	const rows = rowsOf(before, 'is no TOML; repair it first');
	if (metricNamed(name) ?? rows.some(row => isObject(row) && row.name === name)) {
		throw notKept(`there is a metric ${name} already; choose another name`);
	}

	const row = stringify({metric: [{name, ...unit === '' ? {} : {unit}, influxql}]});
	const text = before === '' ? row : `${before}${before.endsWith('\n') ? '' : '\n'}\n${row}`;
	if (rowsOf(text, 'has no [[metric]] at its end that a row could be appended to; add it yourself').length !== rows.length + 1) {
		throw notKept(`${file}: metric is no list of tables; add the row yourself`);
	}

	return text.endsWith('\n') ? text : `${text}\n`;
}
