import {Buffer} from 'node:buffer';
import {mkdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import {configFolder, isInCampaign} from '../system/cache-folder.js';
import {codeOf, messageOf} from '../system/errors.js';
import {isObject} from '../system/json.js';
import {openOutputFile} from '../system/output-file.js';
import {metricNamed} from './catalogue.js';
import {metricsError} from './errors.js';
import {configFile, maxConfigBytes, parseUserMetrics} from './user-metrics.js';
import type {Metric} from './metric.js';

/** A row `[[metric]]`. */
type Row = {readonly name: string; readonly unit: string; readonly influxql: string};

const saveError = (reason: string) => metricsError('metric-not-saved', `the metric is not saved: ${reason}`);

/**
 * Appends a metric to `config.toml` in the user's configuration folder, creating both if missing. The existing bytes of the file are not
 * changed. Returns the file, and the metric as the next start will read it. Throws AppError metric-not-saved if the name is taken or no row
 * can be appended to the file, and errors of writing.
 */
export async function saveMetric(row: Row, campaignFolder: string): Promise<{readonly file: string; readonly saved: Metric}> {
	const folder = await configFolder();
	if (folder === undefined) {
		throw saveError('no configuration folder was found; set XDG_CONFIG_HOME');
	}

	if (await isInCampaign(folder, campaignFolder)) {
		throw saveError(`${folder} lies in the campaign, where nothing is written`);
	}

	await mkdir(folder, {recursive: true, mode: 0o700});
	const file = path.join(folder, configFile);
	const before = await readConfig(file);
	const text = await appended(before, row, file);
	const {metrics} = await parseUserMetrics(text, file);
	const saved = metrics.find(({name}) => name === row.name);
	if (!saved) {
		throw saveError(`${file}: this query cannot be saved`);
	}

	const output = await openOutputFile(file, {campaignFolder});
	try {
		await output.write(text);
		if (await readConfig(file) !== before) {
			throw saveError(`${file} was changed meanwhile; try again`);
		}

		await output.finish();
	} catch (error) {
		await output.discard();
		throw error;
	}

	return {file, saved};
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

		throw saveError(`${file} cannot be read (${codeOf(error) ?? messageOf(error)})`);
	}

	try {
		return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes);
	} catch {
		throw saveError(`${file} is not UTF-8 text`);
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
			throw saveError(`${file} ${otherwise}`);
		}
	};

	if (Buffer.byteLength(before) > maxConfigBytes - maxRow) {
		throw saveError(`${file} is too large to be appended to`);
	}

	const rows = rowsOf(before, 'is not valid TOML; repair it first');
	if (metricNamed(name) ?? rows.some(row => isObject(row) && row.name === name)) {
		throw saveError(`a metric ${name} exists already; choose another name`);
	}

	const row = stringify({metric: [{name, ...unit === '' ? {} : {unit}, influxql}]});
	const text = before === '' ? row : `${before}${before.endsWith('\n') ? '' : '\n'}\n${row}`;
	if (rowsOf(text, 'cannot be extended by a [[metric]] at its end; add it yourself').length !== rows.length + 1) {
		throw saveError(`${file}: metric is not a list of tables; add it yourself`);
	}

	return text.endsWith('\n') ? text : `${text}\n`;
}
