import {expect, test} from 'vitest';
import {chartPane} from '../../../../source/ui/screens/metrics/chart-pane.js';
import {beginMetrics, progressMetrics} from '../../../../source/ui/screens/metrics/asking.js';
import {chooseBucket} from '../../../../source/ui/screens/metrics/bucket.js';
import {metrics, toggleOverlay} from '../../../../source/ui/screens/metrics/state.js';
import {listWidth} from '../../../../source/ui/screens/metrics/metric-list.js';
import {toggleCursor} from '../../../../source/ui/screens/metrics/time-cursor.js';
import {bodyHeight} from '../../../../source/ui/layout.js';
import {sequence, type Change, type State} from '../../../../source/ui/state/state.js';
import {metrics as catalogue} from '../../../../source/metrics/catalogue.js';
import {widthOf} from '../../../../source/text/cells.js';
import {asciiLook} from '../../look.js';
import {select} from '../../state-builder.js';
import {
	answer, cpuOutcome, metricsState, minuteLong,
} from './answered-state.js';

const first = minuteLong(1);
const values = {'rabbit-0': [0, 10, 20, 30, 40, 50, 60, null, 40, 30, 20, 10]};
const one = answer(first, cpuOutcome(first, values))(metricsState([first]));
const picture = (state: State): readonly string[] =>
	chartPane(state, {width: state.size.columns - listWidth(catalogue) - 3, height: bodyHeight(state.size)});
const sized = (columns: number, rows: number): Change => state => ({...state, size: {columns, rows}});

test('at 60×15', () => {
	expect(picture(sized(60, 15)(one))).toMatchInlineSnapshot(`
		[
		  "usage_cpu_percent_rabbit, %  A-1",
		  "0:00 is 1970-01-01 00:16:40 UTC, ┊",
		  "start and stop of the load; means",
		  "of 10 s, as recorded (auto)",
		  "● rabbit-0  mean 44.0  max 60.0 %",
		  "100┤       ┊              ┊",
		  "   │       ┊  ▁▁▄▄▄▆▆   ▁▁┊",
		  "   │▁▁▂▂▂▄▄▇▇▇███████   ██▇▇▇▄▄▂▂▂",
		  "  0└───────┊──────────────┊───────",
		  "           0:00           1:00",
		]
	`);
});

test('at 80×24', () => {
	expect(picture(one)).toMatchInlineSnapshot(`
		[
		  "usage_cpu_percent_rabbit, %  A-1",
		  "CPU of each container, mean of each bucket; 100 % is",
		  "one core.",
		  "0:00 is 1970-01-01 00:16:40 UTC, ┊ start and stop of",
		  "the load; means of 10 s, as recorded (auto)",
		  "● rabbit-0  min 30.0  mean 44.0  max 60.0  last 40.0 %",
		  "60┤            ┊            ████         ┊",
		  "  │            ┊        ▄▄▄▄████         ┊",
		  "  │            ┊        ████████         ┊",
		  "40┤            ┊    ████████████     ████┊",
		  "  │            ▄▄▄▄▄████████████     ████▄▄▄▄",
		  "  │            █████████████████     ████████",
		  "20┤        █████████████████████     ████████████",
		  "  │    ▄▄▄▄█████████████████████     ████████████▄▄▄▄▄",
		  "  │▁▁▁▁█████████████████████████     █████████████████",
		  " 0└┬───────────┊────────────┬────────────┊───────────┬",
		  "   -0:30       0:00         0:30         1:00     1:30",
		]
	`);
});

test('at 120×40', () => {
	expect(picture(sized(120, 40)(one))).toMatchInlineSnapshot(`
		[
		  "usage_cpu_percent_rabbit, %  A-1",
		  "CPU of each container, mean of each bucket; 100 % is one core.",
		  "0:00 is 1970-01-01 00:16:40 UTC, ┊ start and stop of the load; means of 10 s, as recorded",
		  "(auto)",
		  "● rabbit-0  min 30.0  mean 44.0  max 60.0  last 40.0  idle 15.0 %",
		  "60┤                      ┊                      ████████               ┊",
		  "  │                      ┊                      ████████               ┊",
		  "  │                      ┊                      ████████               ┊",
		  "  │                      ┊                      ████████               ┊",
		  "  │                      ┊              ▄▄▄▄▄▄▄▄████████               ┊",
		  "  │                      ┊              ████████████████               ┊",
		  "  │                      ┊              ████████████████               ┊",
		  "  │                      ┊              ████████████████               ┊",
		  "  │                      ┊              ████████████████               ┊",
		  "40┤                      ┊       ███████████████████████       ████████┊",
		  "  │                      ┊       ███████████████████████       ████████┊",
		  "  │                      ┊       ███████████████████████       ████████┊",
		  "  │                      ┊       ███████████████████████       ████████┊",
		  "  │                      ▄▄▄▄▄▄▄▄███████████████████████       ████████▄▄▄▄▄▄▄",
		  "  │                      ███████████████████████████████       ███████████████",
		  "  │                      ███████████████████████████████       ███████████████",
		  "  │                      ███████████████████████████████       ███████████████",
		  "  │                      ███████████████████████████████       ███████████████",
		  "20┤               ██████████████████████████████████████       ███████████████████████",
		  "  │               ██████████████████████████████████████       ███████████████████████",
		  "  │               ██████████████████████████████████████       ███████████████████████",
		  "  │               ██████████████████████████████████████       ███████████████████████",
		  "  │       ▄▄▄▄▄▄▄▄██████████████████████████████████████       ███████████████████████▄▄▄▄▄▄▄▄",
		  "  │       ██████████████████████████████████████████████       ███████████████████████████████",
		  "  │       ██████████████████████████████████████████████       ███████████████████████████████",
		  "  │       ██████████████████████████████████████████████       ███████████████████████████████",
		  "  │▁▁▁▁▁▁▁██████████████████████████████████████████████       ███████████████████████████████",
		  " 0└┬─────────────────────┊──────────────────────┬──────────────────────┊─────────────────────┬",
		  "   -0:30                 0:00                   0:30                   1:00               1:30",
		]
	`);
});

test('when zoomed, cut buckets keep their levels, outside guides are not drawn, and figures are labelled as of the whole load', () => {
	expect(picture(metrics.set({zoom: {from: -5000, to: 25_000}})(one))).toMatchInlineSnapshot(`
		[
		  "usage_cpu_percent_rabbit, %  A-1",
		  "CPU of each container, mean of each bucket; 100 % is",
		  "one core.",
		  "0:00 is 1970-01-01 00:16:40 UTC, ┊ start and stop of",
		  "the load; means of 10 s, as recorded (auto); zoomed to",
		  "-0:05–0:25, figures of the whole load",
		  "● rabbit-0  min 30.0  mean 44.0  max 60.0  last 40.0 %",
		  "60┤        ┊",
		  "  │        ┊                                 ▄▄▄▄▄▄▄▄▄",
		  "  │        ┊                                 █████████",
		  "40┤        ┊                ██████████████████████████",
		  "  │        ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄██████████████████████████",
		  "  │        ███████████████████████████████████████████",
		  "20┤███████████████████████████████████████████████████",
		  "  │███████████████████████████████████████████████████",
		  "  │███████████████████████████████████████████████████",
		  " 0└┬───────┊────────┬───────┬────────┬───────┬───────┬",
		  "   -0:05   0:00     0:05    0:10     0:15    0:20 0:25",
		]
	`);
});

test('with the cursor the heading has the bucket and the value of every series; a gap has a dash', () => {
	expect(picture(toggleCursor(one)).filter(line => line.includes('rabbit-0'))).toEqual([
		'0:30–0:40  rabbit-0 60.0 %',
		'● rabbit-0  min 30.0  mean 44.0  max 60.0  last 40.0 %',
	]);
	expect(picture(metrics.set({cursor: 41_000})(one))[3]).toBe('0:40–0:50  rabbit-0 — %');
});

test('buckets longer than the load have no figures for it', () => {
	const long = answer(first, cpuOutcome(first, {'rabbit-0': [10, 20]}, 300))(metricsState([first]));
	expect(picture(long).find(line => line.startsWith('●'))).toBe('● rabbit-0  load and idle: mean 15.0  max 20.0 %');
});

test('reports values below 0, which are off the axis', () => {
	const negative = answer(first, cpuOutcome(first, {'rabbit-0': [0, -5, 5, 5]}))(metricsState([first]));
	expect(picture(negative).join(' ')).toContain('values below 0 are drawn at 0');
	expect(picture(one).join(' ')).not.toContain('below 0');
});

test('keeps the old chart while another bucket length loads, and says so', () => {
	const loading = sequence(
		chooseBucket(30),
		beginMetrics({iteration: first, seconds: 30, metrics: catalogue}),
		progressMetrics(first, {stage: 'querying', done: 3, total: 14}, 0.2),
	)(one);
	expect(picture(loading)[0]).toContain('  still 10 s: 3 of 14 quer…');
	expect(picture(sized(120, 24)(loading))[0]).toBe('usage_cpu_percent_rabbit, %  A-1  still 10 s: 3 of 14 queries, 0.2 s; Esc stops');
	expect(picture(loading)).toHaveLength(picture(one).length);
	expect(picture(loading).join('')).toContain('means of 10 s');
	expect(picture(loading).find(line => line.startsWith('●'))).toBe(picture(one).find(line => line.startsWith('●')));
});

const many = (count: number): State => {
	const iterations = Array.from({length: count}, (_, index) => minuteLong(index + 1));
	const answers = iterations.map((about, index) =>
		answer(about, cpuOutcome(about, {'rabbit-0': Array.from({length: 12}, (_, bucket) => bucket === 3 + index % 6 ? 2 + index : 1)})));
	return sequence(toggleOverlay, select(2), ...answers)(metricsState(iterations));
};

test('up to six iterations are lines, each with its marker; the selected one has a >', () => {
	expect(picture(many(3))).toMatchInlineSnapshot(`
		[
		  "usage_cpu_percent_rabbit, %  broker rpc-call, by serv…",
		  "CPU of each container, mean of each bucket; 100 % is",
		  "one core.",
		  "0:00 is the start of each load, ┊; means of 10 s, as",
		  "recorded (auto)",
		  "clients, servers:  ● A-1 10, 1  >▲ A-2 20, 2",
		  "■ A-3 30, 3",
		  "rabbit-0",
		  "4┤             ┊       ╭─■──╮",
		  " │             ┊       │    │",
		  "3┤             ┊   ╭─▲─╮    │",
		  " │             ┊   │   │    │",
		  "2┤             ╭─●─│   │    │",
		  " │             │   │   │    │",
		  "1┤──▲───▲───▲────▲─╯─■─╰─▲────▲───▲───▲────▲───▲───▲──",
		  " │             ┊",
		  "0┤             ┊",
		  " └┬────────────┊────────────┬────────────┬───────────┬",
		  "  -0:30        0:00         0:30         1:00     1:30",
		]
	`);
});

test('more than six are drawn as a strip each, with the maximum under load', () => {
	expect(picture(many(8))).toMatchInlineSnapshot(`
		[
		  "usage_cpu_percent_rabbit, %  broker rpc-call, by serv…",
		  "CPU of each container, mean of each bucket; 100 % is",
		  "one core.",
		  "0:00 is the start of each load, ┊; means of 10 s, as",
		  "recorded (auto)",
		  "▁<2 ▂<4 ▃<6 ▄<8 ▅<10 ▆<12 ▇≥12 %",
		  "rabbit-0  right: greatest under load, %",
		  " A-1 10, 1 ▁▁▁▁▁▁▁▁▁▂▂▂▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁ 2.00",
		  ">A-2 20, 2 ▁▁▁▁▁▁▁▁▁▁▁▁▂▂▂▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁ 3.00",
		  " A-3 30, 3 ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▃▃▃▃▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁ 4.00",
		  " A-4 40, 4 ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▃▃▃▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁ 5.00",
		  " A-5 50, 5 ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▄▄▄▁▁▁▁▁▁▁▁▁▁▁▁▁ 6.00",
		  " A-6 60, 6 ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▄▄▄▁▁▁▁▁▁▁▁▁▁ 7.00",
		  " A-7 70, 7 ▁▁▁▁▁▁▁▁▁▅▅▅▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁ 8.00",
		  " A-8 80, 8 ▁▁▁▁▁▁▁▁▁▁▁▁▅▅▅▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁ 9.00",
		  "          └┬────────┊─────────┬────────┬────────┬",
		  "           -0:30    0:00      0:30     1:00  1:30",
		]
	`);
});

test('strips with the cursor, in ASCII, show the value at it', () => {
	expect(picture(metrics.set({cursor: 5000})({...many(8), look: asciiLook})).slice(2)).toMatchInlineSnapshot(`
		[
		  "one core.",
		  "at 0:05, in the bucket of each",
		  ".<2 :<4 -<6 =<8 +<10 *<12 #>=12 %",
		  "rabbit-0  right: at the cursor, %",
		  " A-1 10, 1 .........::!.......................... 2.00",
		  ">A-2 20, 2 ...........!:::....................... 1.00",
		  " A-3 30, 3 ...........!...----................... 1.00",
		  " A-4 40, 4 ...........!.......---................ 1.00",
		  " A-5 50, 5 ...........!..........===............. 1.00",
		  " A-6 60, 6 ...........!.............===.......... 1.00",
		  " A-7 70, 7 .........++!.......................... 8.00",
		  " A-8 80, 8 ...........!+++....................... 1.00",
		  "          ++--------;-!-------+--------+--------+",
		  "           -0:30    0:00      0:30     1:00  1:30",
		]
	`);
});

test('shows forty iterations at once from 120×40, otherwise those around the selected one', () => {
	const labels = (state: State) => picture(state).join('\n').match(/A-\d+ \d+, \d+/gv) ?? [];
	for (const [columns, rows] of [[120, 40], [200, 50]] as const) {
		const lines = picture(sized(columns, rows)(many(40)));
		expect(new Set(labels(sized(columns, rows)(many(40)))).size).toBe(40);
		expect(Math.max(...lines.map(line => widthOf(line)))).toBeLessThanOrEqual(columns - listWidth(catalogue) - 3);
		expect(lines.length).toBeLessThanOrEqual(rows - 5);
		expect(lines.filter(line => line.includes('>A-2 20, 2'))).toHaveLength(1);
	}

	for (const index of [1, 20, 40]) {
		const small = select(index)(many(40));
		expect(picture(small).filter(line => line.startsWith(`>A-${index} `))).toHaveLength(1);
		expect(picture(small)[0]).toMatch(/rows \d+–\d+ of 40$/v);
	}
});
