import {Buffer} from 'node:buffer';
import {
	existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {
	afterEach, expect, test, vi,
} from 'vitest';
import {saveMetric} from '../../source/metrics/save-metric.js';
import {readUserMetrics} from '../../source/metrics/user-metrics.js';
import {newFolder} from '../campaign-builder.js';

afterEach(() => {
	vi.unstubAllEnvs();
});

const influxql = String.raw`SELECT max(value) FROM "a \" b" WHERE host='C:\\ ü' GROUP BY host, time(10s)`;
const row = {name: 'queue_depth', unit: 'messages', influxql};

/** A configuration folder with this file; without a file if `text` is undefined. */
function configWith(text: string | Uint8Array | undefined): {readonly home: string; readonly file: string} {
	const home = newFolder('config');
	const file = path.join(home, 'ombt-explorer', 'config.toml');
	if (text !== undefined) {
		mkdirSync(path.dirname(file));
		writeFileSync(file, text, {mode: 0o640});
	}

	vi.stubEnv('XDG_CONFIG_HOME', home);
	return {home, file};
}

const campaign = newFolder();

test('the first saved metric creates folder and file; the next start reads it', async () => {
	const {file} = configWith(undefined);
	const {file: written, saved: kept} = await saveMetric(row, campaign);
	expect(written).toBe(file);
	const {metrics, problems} = await readUserMetrics();
	expect(problems).toEqual([]);
	expect(metrics).toEqual([kept]);
	expect(kept).toMatchObject({
		name: 'queue_depth', title: 'queue_depth', unit: 'messages', measurement: 'a " b', condition: {tag: 'host', value: String.raw`C:\ ü`},
	});
});

const others = [
	'# mine\r\n[[metric]] # first\r\nname = "other"\r\ninfluxql = "SELECT mean(f) FROM m GROUP BY time(10s)"\r\n',
	'title = "no newline at the end"',
	'[theme]\ncolours = [1,\n  2]\n\n[[metric]]\nname = "broken"\ninfluxql = "SELECT"\n',
	'\n\n# only a comment\n\n\n',
];

test.each(others)('existing contents and the file mode are preserved: %j', async before => {
	const {file} = configWith(before);
	await saveMetric(row, campaign);
	expect(readFileSync(file, 'utf8').startsWith(before)).toBe(true);
	expect(statSync(file).mode & 0o777).toBe(0o640);
	await saveMetric({...row, name: 'second'}, campaign);
	expect((await readUserMetrics()).metrics.map(({name}) => name).slice(-2)).toEqual(['queue_depth', 'second']);
});

test('follows a link and appends to its target', async () => {
	const {file} = configWith(undefined);
	const dotfiles = path.join(newFolder('dotfiles'), 'explorer.toml');
	writeFileSync(dotfiles, 'a = 1\n');
	mkdirSync(path.dirname(file));
	symlinkSync(dotfiles, file);
	await saveMetric(row, campaign);
	expect(readFileSync(dotfiles, 'utf8')).toMatch(/^a = 1\n\n\[\[metric\]\]\nname = "queue_depth"/v);
});

test.each([
	['no TOML', 'a = [1,', /is not valid TOML; repair it first/v],
	['a number', 'metric = 3\n', /add it yourself/v],
	['an inline list', 'metric = [{name = "x", influxql = "y"}]\n', /add it yourself/v],
	['a table', '[metric]\nname = "x"\n', /add it yourself/v],
	['the name', '[[metric]]\nname = "queue_depth"\n', /a metric queue_depth exists already/v],
	['no UTF-8', new Uint8Array([0x23, 0xFF, 0x0A]), /is not UTF-8 text/v],
	['too much', '#'.repeat(1024 * 1024), /too large/v],
] as ReadonlyArray<readonly [string, string | Uint8Array, RegExp]>)('leaves a file alone to which no row can be appended: %s', async (_, before, reason) => {
	const {file} = configWith(before);
	await expect(saveMetric(row, campaign)).rejects.toThrow(reason);
	expect(readFileSync(file).equals(Buffer.from(before))).toBe(true);
});

test('rejects a name of the catalogue and an invalid query, and writes nothing into a campaign', async () => {
	const {home} = configWith(undefined);
	await expect(saveMetric({...row, name: 'net_recv_bus'}, campaign)).rejects.toThrow('a metric net_recv_bus exists already');
	await expect(saveMetric({...row, influxql: 'DROP DATABASE x'}, campaign)).rejects.toThrow('this query cannot be saved');
	await expect(saveMetric(row, home)).rejects.toThrow('lies in the campaign');
	expect(existsSync(path.join(home, 'ombt-explorer', 'config.toml'))).toBe(false);
});
