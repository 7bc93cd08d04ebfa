import {itemAt} from '../system/lists.js';
import {widest} from '../text/align.js';
import {
	cutEnd, cutMiddle, ellipsisFor, padEnd, padStart,
} from '../text/cells.js';
import {formatCount} from '../text/numbers.js';
import {styled, trimEnd, type StyledText} from '../text/styled-text.js';
import {logLabel, writeLabel, type Axis} from './axes.js';

/** Latency axes in cells: log axes that end at 1-2-5 steps, where a cell covers the values between its two edges. */

const steps = [1, 2, 5] as const;
const rounding = 1e-9;

/** A log axis that starts and ends at 1-2-5 steps (ms) and covers all values above 0; at least one step long. */
export function latencyAxis(values: Iterable<number>): Axis {
	let [low, high] = [Infinity, 0];
	for (const value of values) {
		if (value > 0 && Number.isFinite(value)) {
			low = Math.min(low, value);
			high = Math.max(high, value);
		}
	}

	const [first, last] = high > 0 ? [low, high] : [1, 1];
	const exponents = [Math.floor(Math.log10(first)), Math.ceil(Math.log10(last))] as const;
	const all = Array.from({length: exponents[1] - exponents[0] + 2}, (_, index) => steps.map(step => Number(`${step}e${exponents[0] + index}`))).flat();
	const from = all.findLast(edge => edge <= first * (1 + rounding)) ?? all[0]!;
	const to = all.find(edge => edge >= last * (1 - rounding) && edge > from) ?? all.at(-1)!;
	const span = Math.log(to / from);
	const inside = all.filter(edge => edge >= from && edge <= to);
	// Powers of ten first, then the ends, then the rest.
	const order = (edge: number) => isPowerOfTen(edge) ? 0 : (edge === from || edge === to ? 1 : 2);
	return {
		from,
		to,
		ticks: inside.toSorted((a, b) => order(a) - order(b) || a - b).map(value => ({value, label: logLabel(value)})),
		share: value => value > 0 ? Math.min(1, Math.max(0, Math.log(value / from) / span)) : 0,
	};
}

/** Whether the value is a power of ten, within rounding error. */
export const isPowerOfTen = (value: number): boolean => Number.isInteger(Math.round(Math.log10(value) * 1e9) / 1e9);

/** The cell index of a value on an axis of `cells` cells. */
export const cellAt = ({share}: Axis, value: number, cells: number): number => Math.min(cells - 1, Math.floor(share(value) * cells + rounding));

/** A rule with a mark in the cell where a tick begins, and labels below; labels never touch, and the last may be shifted left to end with the axis. */
export function latencyAxisLines(axis: Axis, cells: number, ascii: boolean): readonly [rule: string, labels: string] {
	const rule = Array.from<unknown, string>({length: cells}, () => ascii ? '-' : '─');
	const labels = Array.from({length: cells}, () => ' ');
	for (const {value, label} of axis.ticks) {
		const cell = cellAt(axis, value, cells);
		const start = Math.min(cell, cells - label.length);
		if (writeLabel(labels, label, start)) {
			rule[cell] = ascii ? '+' : '┬';
		}
	}

	return [rule.join(''), labels.join('').trimEnd()];
}

/** Options of pictures with one row per iteration on a latency axis. */
export type AxisRowsOptions = {
	readonly width: number;
	/** Values that the axis must cover (ms), so that it does not change while rows scroll. */
	readonly extremes: readonly number[];
	/** Heading above the labels. */
	readonly head?: string;
	readonly ascii?: boolean;
};

/** A row of a picture: its label and sample count. */
export type AxisRow = {readonly label: string; readonly count: number | null};

type Drawing<Row> = {
	/** Longer labels are cut. */
	readonly maxLabel: number;
	/** The picture of a row, or the note why there is none. */
	readonly draw: (row: Row, axis: Axis, cells: number) => StyledText;
};

/** A header with the axis, then one line per row: label, sample count, and its picture in the cells of the axis. */
export function drawAxisRows<Row extends AxisRow>(
	rows: readonly Row[],
	{width, extremes, head = 'ms', ascii = false}: AxisRowsOptions,
	{maxLabel, draw}: Drawing<Row>,
): readonly StyledText[] {
	const ellipsis = ellipsisFor(ascii);
	const labelWidth = Math.min(maxLabel, widest([head, ...rows.map(({label}) => label)]));
	const counts = rows.map(({count}) => formatCount(count, {ascii}));
	const countWidth = Math.max(1, widest(counts));
	const axis = latencyAxis(extremes);
	const cells = Math.max(1, width - labelWidth - countWidth - 4);
	const line = (label: string, count: string, rest: StyledText) =>
		cutEnd(trimEnd(styled`${padEnd(cutMiddle(label, labelWidth, ellipsis), labelWidth)}  ${padStart(count, countWidth)}  ${rest}`), width, ellipsis);
	return [
		line(head, 'n', latencyAxisLines(axis, cells, ascii)[1]),
		...rows.map((row, index) => line(row.label, itemAt(counts, index), draw(row, axis, cells))),
	];
}
