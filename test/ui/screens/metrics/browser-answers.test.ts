import {cpSync} from 'node:fs';
import path from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {embedded} from '../../../../source/metrics/engines/embedded/embedded.js';
import {catalogue} from '../../../../source/metrics/catalogue.js';
import type {MetricSeries} from '../../../../source/metrics/metric.js';
import {reduce} from '../../../../source/ui/keys/bindings.js';
import {pickerItems} from '../../../../source/ui/overlays/picker/pickers.js';
import {previewOf} from '../../../../source/ui/screens/metrics/browser/candidate.js';
import {chosenQuery} from '../../../../source/ui/screens/metrics/browser/chosen.js';
import {previewed} from '../../../../source/ui/screens/metrics/browser/state.js';
import {createMetricsLoader} from '../../../../source/ui/screens/metrics/loader.js';
import {metricsOf, selectedMetric} from '../../../../source/ui/screens/metrics/state.js';
import {createStore} from '../../../../source/ui/state/store.js';
import type {State} from '../../../../source/ui/state/state.js';
import {namedKey} from '../../../../source/ui/terminal/key.js';
import {newFolder} from '../../../campaign-builder.js';
import {seriesOf} from '../../../metrics/engines/expected-metrics.js';
import {hasInfluxd, startInfluxd} from '../../../metrics/engines/real-influxd.js';
import {expectSame} from '../../../metrics/engines/same-answers.js';
import {stateWith} from '../../state-builder.js';
import {minuteLong} from './answered-state.js';

/** Points of a minute with margins: routers queried by collectd, hosts by telegraf. */
function points(): readonly string[] {
	const lines: string[] = [];
	for (let second = 960; second < 1100; second += 10) {
		for (const [index, host] of ['paravance-1', 'paravance-2', 'pa,ra vance=3'].entries()) {
			const name = host.replaceAll(/[ ,=]/gv, found => `\\${found}`);
			for (const kind of ['connections', 'links', 'addresses']) {
				lines.push(`qdrouterd_value,host=${name},type=qdr_${kind} value=${((index + 1) * kind.length) + Math.sin(second)},n=${second * (index + 1)}i ${second}000000000`);
			}

			lines.push(`cpu,cpu=cpu0,host=${name} usage_idle=${100 - (index * 7.5)},state="busy" ${second}000000000`);
		}
	}

	return lines;
}

/** Screen 5 with data written by a real influxd and read by the embedded engine; `press` waits until an item with this text is listed. */
async function openOverDatabase() {
	const influxd = await startInfluxd();
	onTestFinished(async () => influxd.remove());
	await influxd.write(points());
	const folder = newFolder('browser');
	const about = {...minuteLong(1), backupDir: 'a-0'};
	const store = createStore<State>(stateWith({
		screen: 'metrics', iterations: [about], folder, size: {columns: 120, rows: 40},
	}));
	const loader = createMetricsLoader({
		store,
		metrics: {
			metrics: catalogue, problems: [], engineName: 'auto', chooseEngine: async () => embedded, everySeconds: undefined, database: undefined, maxUnpacked: undefined, cache: false,
		},
	});
	onTestFinished(async () => loader.stop());
	return {
		influxd,
		about,
		store,
		/** Stops the server, so that its files can be read. */
		async read() {
			await influxd.kill();
			cpSync(influxd.folder, path.join(folder, 'a-0', 'influxdb-data'), {recursive: true});
			store.subscribe(loader.update);
			loader.update();
		},
		press(...keys: readonly string[]) {
			for (const key of keys) {
				store.update(state => reduce(state, key.length === 1 ? {name: key, text: key, paste: false} : namedKey(key)));
			}
		},
		async offers(text: string, help = '') {
			await expect.poll(() => pickerItems(store.get()).map(item => `${item.text}: ${item.help}`), {timeout: 10_000}).toContainEqual(expect.stringContaining(`${text}: ${help}`));
		},
	};
}

const answerOf = (state: State): readonly MetricSeries[] | undefined => {
	const outcome = previewed(state, previewOf(state)?.key ?? '');
	return outcome?.status === 'answered' ? outcome.series : undefined;
};

test.skipIf(!hasInfluxd)('the chosen query returns the same from influxd: in the survey, the preview, and on the screen', {timeout: 60_000}, async () => {
	const {influxd, about, store, read, press, offers} = await openOverDatabase();
	const influxql = 'SELECT percentile(value, 90) FROM qdrouterd_value'
		+ String.raw` WHERE (host='pa,ra vance=3' OR host='paravance-1') AND type='qdr_links' AND time>='1970-01-01 00:16:10' AND time<='1970-01-01 00:18:10' GROUP BY host, type, time(10s)`;
	const expected = seriesOf(await influxd.run(influxql));
	expect(expected).toHaveLength(2);
	await read();
	press('m', ...'any meas', 'enter');
	await offers('qdrouterd_value', '9 series, 2 fields, every 10 s');
	press(...'qdr', 'enter');
	await offers('n', 'integer');
	press(...'value', 'enter');
	await offers('percentile(value, 90)');
	press(...'90', 'enter');
	await offers('host', '3 values, makes 3 series');
	press('down', 'space');
	await offers('type', '3 values, makes 9 series');
	press('down', 'space', 'enter');
	await offers('paravance-1', 'host: 3 series');
	press(...'pa,ra', 'space', 'ctrl-u', ...'vance-1', 'space', 'ctrl-u');
	// Other tags have the counts of series that match the conditions.
	await offers('qdr_links', 'type: 2 series');
	press(...'links', 'space');
	await expect.poll(() => answerOf(store.get())?.length, {timeout: 10_000}).toBe(2);
	press('enter');
	await expect.poll(() => answerOf(store.get()), {timeout: 10_000}).toBeDefined();
	expect(chosenQuery.copied?.(store.get())?.text).toBe(`${influxql}\n`);
	expectSame(answerOf(store.get())!, expected, 'the preview');

	press('enter');
	const {name = ''} = selectedMetric(store.get()) ?? {};
	expect(name).toBe('percentile(value, 90) by host, type');
	await expect.poll(() => metricsOf(store.get(), about)?.outcomes.get(name)?.status, {timeout: 10_000}).toBe('answered');
	const outcome = metricsOf(store.get(), about)?.outcomes.get(name);
	expectSame(outcome?.status === 'answered' ? outcome.series : [], expected, 'the screen');
	expect(outcome?.influxql).toBe(influxql);
});
