import {expect, test} from 'vitest';
import {influxqlOf} from '../../../../source/metrics/influxql.js';
import {catalogue} from '../../../../source/metrics/catalogue.js';
import {queryOf} from '../../../../source/metrics/metric.js';
import type {MetricOutcome} from '../../../../source/metrics/load-metrics.js';
import {iterationWindow} from '../../../../source/metrics/window.js';
import {reduce} from '../../../../source/ui/keys/bindings.js';
import {bodyHeight, scrollToCursor} from '../../../../source/ui/layout.js';
import {receiveMetric, requestsOf} from '../../../../source/ui/screens/metrics/requests.js';
import {chartPane} from '../../../../source/ui/screens/metrics/chart-pane.js';
import {shownMetric} from '../../../../source/ui/screens/metrics/parts.js';
import {metrics, metricsList} from '../../../../source/ui/screens/metrics/state.js';
import {moveTo} from '../../../../source/ui/state/list.js';
import type {State} from '../../../../source/ui/state/state.js';
import {namedKey} from '../../../../source/ui/terminal/key.js';
import {plainLines} from '../../../plain-lines.js';
import {
	answer, cpuOutcome, metricsState, minuteLong,
} from './answered-state.js';

const press = (state: State, ...keys: readonly string[]): State =>
	keys.reduce((now, key) => scrollToCursor(reduce(now, namedKey(key))), scrollToCursor(state));
const picture = (state: State): readonly string[] => plainLines(chartPane(state, {width: 60, height: bodyHeight(state.size)}));
const about = minuteLong(1);

/** Hosts whose CPU equals their number under load, and which are idle before and after; host 7 is an exception. */
const hosts = (count: number) => Object.fromEntries(Array.from({length: count}, (_, index) => {
	const level = index === 7 ? 96 : index;
	return [`paravance-${index}.rennes.grid5000.fr`, [1, 1, 1, level, level, level, level, level, level, 1, 1, 1]];
}));
const sixty = answer(about, cpuOutcome(about, hosts(60)))(metricsState([about]));

test('more than six series are a band with their mean, naming the highest and lowest; up to six have a chart each', () => {
	expect(picture(sixty).slice(5, 7)).toMatchInlineSnapshot(`
		[
		  "● mean of 60 series  min 31.0  mean 31.0  max 31.0 %",
		  "highest mean paravance-7 96.0 %, lowest paravance-0 0 %; ░ …",
		]
	`);
	expect(picture(sixty).join('\n')).toContain('░');
	const six = answer(about, cpuOutcome(about, hosts(6)))(metricsState([about]));
	expect(picture(six).join('\n')).toContain('● paravance-0.rennes.grid5000.fr');
	expect(picture(press(sixty, 'J'))).toEqual(picture(sixty));
	expect(picture(press(sixty, '.'))).toContain('0:30–0:40  mean 31.0, min 0, max 96.0 % of 60 series');
});

test('Enter opens a strip for each, the highest first with its full name and value; Esc returns to the same picture', () => {
	const opened = press(sixty, 'enter');
	expect(picture(opened)).toMatchInlineSnapshot(`
		[
		  "CPU, rabbits  A-1",
		  "1/60 paravance-7.rennes.grid5000.fr  mean 96.0  max 96.0 %",
		  "1–13 of 60 by mean under load (right); means of 10 s",
		  "▁<20 ▂<40 ▃<60 ▄<80 ▅<100 ▆<120 ▇≥120 %",
		  ">paravance-7  ▁▁▁▁▁▁▁▁▁▁▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▁▁▁▁▁▁▁▁▁▁▁ 96.0",
		  " paravance-59 ▁▁▁▁▁▁▁▁▁▁▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▁▁▁▁▁▁▁▁▁▁▁ 59.0",
		  " paravance-58 ▁▁▁▁▁▁▁▁▁▁▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▁▁▁▁▁▁▁▁▁▁▁ 58.0",
		  " paravance-57 ▁▁▁▁▁▁▁▁▁▁▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▁▁▁▁▁▁▁▁▁▁▁ 57.0",
		  " paravance-56 ▁▁▁▁▁▁▁▁▁▁▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▁▁▁▁▁▁▁▁▁▁▁ 56.0",
		  " paravance-55 ▁▁▁▁▁▁▁▁▁▁▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▁▁▁▁▁▁▁▁▁▁▁ 55.0",
		  " paravance-54 ▁▁▁▁▁▁▁▁▁▁▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▁▁▁▁▁▁▁▁▁▁▁ 54.0",
		  " paravance-53 ▁▁▁▁▁▁▁▁▁▁▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▁▁▁▁▁▁▁▁▁▁▁ 53.0",
		  " paravance-52 ▁▁▁▁▁▁▁▁▁▁▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▁▁▁▁▁▁▁▁▁▁▁ 52.0",
		  " paravance-51 ▁▁▁▁▁▁▁▁▁▁▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▁▁▁▁▁▁▁▁▁▁▁ 51.0",
		  " paravance-50 ▁▁▁▁▁▁▁▁▁▁▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▁▁▁▁▁▁▁▁▁▁▁ 50.0",
		  " paravance-49 ▁▁▁▁▁▁▁▁▁▁▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▁▁▁▁▁▁▁▁▁▁▁ 49.0",
		  " paravance-48 ▁▁▁▁▁▁▁▁▁▁▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▁▁▁▁▁▁▁▁▁▁▁ 48.0",
		  "             └┬─────────┊─────────┬─────────┊─────────┬",
		  "              -0:30     0:00      0:30      1:00   1:30",
		]
	`);
	expect(picture(press(opened, 'down'))[1]).toBe('2/60 paravance-59.rennes.grid5000.fr  mean 59.0  max 59.0 %');
	const last = picture(press(opened, 'G'));
	expect(last[1]).toBe('60/60 paravance-0.rennes.grid5000.fr  mean 0  max 0 %');
	expect(last.at(-3)).toMatch(/^>paravance-0 .* 0$/v);
	// The cursor of the list of metrics does not move.
	expect(metricsList.cursor?.(press(opened, 'G'))).toBe(metricsList.cursor?.(sixty));
	expect(picture(press(opened, 'G', 'escape'))).toEqual(picture(sixty));
});

const image = catalogue.findIndex(({name}) => name === 'usage_cpu_percent_ombt_clients');

/** An outcome of a metric with one series of three buckets for each of these. */
const outcomeOf = (metric: (typeof catalogue)[number], tag: string, levels: Readonly<Record<string, number>>): MetricOutcome => ({
	...cpuOutcome(about, {}),
	status: 'answered',
	query: {metric, window: iterationWindow(about), everySeconds: 10},
	engine: 'embedded 1',
	database: 'telegraf',
	notes: [],
	recordedSeconds: 10,
	series: Object.entries(levels).map(([value, level]) => ({tags: {[tag]: value}, points: [1000, 1010, 1020].map(second => [second * 1000, level])})),
});
const images = moveTo(metricsList, image)(answer(about, outcomeOf(catalogue[image]!, 'container_image', {'ombt:a': 10, 'ombt:b': 20}))(metricsState([about])));

test('queries the containers of an image by the tags of its chart only, and J goes to those of the next one', () => {
	const opened = press(images, 'enter');
	const [request] = requestsOf(opened);
	expect(request?.metrics.map(({name}) => name)).toEqual(['usage_cpu_percent_ombt_clients, each container of ombt:a']);
	expect(influxqlOf(queryOf(request!.metrics[0]!, {window: iterationWindow(about), everySeconds: 10}))).toContain('FROM docker_container_cpu WHERE container_name=~/^rpc-client/ AND container_image=\'ombt:a\' AND time>=');
	const next = press(opened, 'J');
	expect(shownMetric(next)?.title).toBe('CPU, clients: each container of ombt:b');
	expect(press(next, 'J')).toBe(next);
	expect(shownMetric(press(next, 'K'))?.title).toBe('CPU, clients: each container of ombt:a');

	const metric = shownMetric(opened) as (typeof catalogue)[number];
	const loaded = receiveMetric(about, outcomeOf(metric, 'container_name', {'rpc-client-1': 4, 'rpc-client-2': 16}))(opened);
	expect(picture(loaded).slice(0, 2)).toEqual(['CPU, clients: each container of ombt:a  A-1', '1/2 rpc-client-2  mean 16.0  max 16.0 %']);
	// Another metric is shown as charts, and so is this one for several iterations.
	expect(shownMetric(moveTo(metricsList, 0)(loaded))?.name).toBe('usage_mem_bus');
	expect(shownMetric(press(loaded, 'o'))?.name).toBe('usage_cpu_percent_ombt_clients');
	expect(metrics.get(press(loaded, 'escape')).known).toBe(metrics.get(loaded).known);
});

test('expands a strip of a band of images into its containers, and Esc goes back through both', () => {
	const many = Object.fromEntries(Array.from({length: 9}, (_, index) => [`ombt:${index}`, index]));
	const band = moveTo(metricsList, image)(answer(about, outcomeOf(catalogue[image]!, 'container_image', many))(metricsState([about])));
	const strips = press(band, 'enter');
	expect(picture(strips)[1]).toBe('1/9 ombt:8  mean 8.00  max 8.00 %; Enter: its parts');
	const containers = press(strips, 'down', 'enter');
	expect(shownMetric(containers)?.title).toBe('CPU, clients: each container of ombt:7');
	expect(shownMetric(press(containers, 'escape'))?.name).toBe('usage_cpu_percent_ombt_clients');
	expect(picture(press(containers, 'escape', 'escape'))).toEqual(picture(band));
});
