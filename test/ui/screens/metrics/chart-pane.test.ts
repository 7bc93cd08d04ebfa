import {expect, test} from 'vitest';
import {beginMetrics, receiveProgress} from '../../../../source/ui/screens/metrics/requests.js';
import {chooseBucket} from '../../../../source/ui/screens/metrics/bucket.js';
import {metrics} from '../../../../source/ui/screens/metrics/state.js';
import {toggleCursor} from '../../../../source/ui/screens/metrics/time-cursor.js';
import {sequence} from '../../../../source/ui/state/state.js';
import {catalogue} from '../../../../source/metrics/catalogue.js';
import {
	answer, cpuOutcome, metricsState, minuteLong, picture, sized,
} from './answered-state.js';

const first = minuteLong(1);
const values = {'rabbit-0': [0, 10, 20, 30, 40, 50, 60, null, 40, 30, 20, 10]};
const one = answer(first, cpuOutcome(first, values))(metricsState([first]));

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

test('draws values below 0 below 0', () => {
	const negative = answer(first, cpuOutcome(first, {'rabbit-0': [0, -5, 5, 5]}))(metricsState([first]));
	expect(picture(negative).join('\n')).toMatch(/^ *-5┤.*●/mv);
	expect(picture(one).join(' ')).not.toContain('-5');
});

test('keeps the old chart while another bucket length loads, and says so', () => {
	const loading = sequence(
		chooseBucket(30),
		beginMetrics({iteration: first, seconds: 30, metrics: catalogue}),
		receiveProgress(first, {stage: 'querying', done: 3, total: 14}, 0.2),
	)(one);
	expect(picture(loading)[0]).toContain('  still 10 s: 3 of 14 quer…');
	expect(picture(sized(120, 24)(loading))[0]).toBe('usage_cpu_percent_rabbit, %  A-1  still 10 s: 3 of 14 queries, 0.2 s; Esc stops');
	expect(picture(loading)).toHaveLength(picture(one).length);
	expect(picture(loading).join('')).toContain('means of 10 s');
	expect(picture(loading).find(line => line.startsWith('●'))).toBe(picture(one).find(line => line.startsWith('●')));
});
