import {expect, test} from 'vitest';
import {catalogue} from '../../../../source/metrics/catalogue.js';
import {widthOf} from '../../../../source/text/cells.js';
import {listWidth} from '../../../../source/ui/screens/metrics/metric-list.js';
import {metrics, toggleOverlay} from '../../../../source/ui/screens/metrics/state.js';
import {sequence, type State} from '../../../../source/ui/state/state.js';
import {asciiLook} from '../../look.js';
import {select} from '../../state-builder.js';
import {
	answer, cpuOutcome, metricsState, minuteLong, picture, sized,
} from './answered-state.js';

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
		  "rabbit-0  right: max under load, %",
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
		  "at 0:05, in the bucket of each iteration",
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
