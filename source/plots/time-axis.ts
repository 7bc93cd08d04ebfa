import {padStart} from '../text/cells.js';
import {writeLabel, type Axis} from './axes.js';
import {
	columnAt, columnsOf, type TimeScale, type TimeSpan,
} from './time-scale.js';

const seconds = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600, 43_200, 86_400];
const tickColumns = 8;

/** A time axis (ms from 0:00) with ticks at round times, at most one per eight columns. */
export function timeAxis(from: number, to: number, columns: number): Axis {
	const span = Math.max(1, to - from);
	const maximum = Math.max(1, Math.floor(columns / tickColumns));
	const step = (seconds.find(value => span / (value * 1000) <= maximum) ?? Math.ceil(span / maximum / 86_400_000) * 86_400) * 1000;
	const first = Math.ceil(from / step);
	const count = Math.max(0, Math.floor(to / step) - first + 1);
	return {
		from, to,
		ticks: Array.from({length: count}, (_, index) => ({value: (first + index) * step, label: clock((first + index) * step)})),
		share: value => Math.max(0, Math.min(1, (value - from) / span)),
	};
}

/** A time (ms) as `m:ss`, past an hour as `h:mm:ss`. */
export function clock(milliseconds: number): string {
	const whole = Math.round(Math.abs(milliseconds) / 1000);
	const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
	const text = hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}` : String(minutes);
	return `${milliseconds < 0 && whole > 0 ? '-' : ''}${text}:${String(rest).padStart(2, '0')}`;
}

/** The cursor line; no other element of a chart uses this character. */
export const cursorGlyph = (ascii: boolean): string => ascii ? '!' : '║';

type AxisOptions = {
	readonly scale: TimeScale;
	/** Buckets under which the rule is dotted. */
	readonly cut?: readonly TimeSpan[];
	/** Start and end of the load (ms), repeated here because an area may cover the guides above. */
	readonly loadTimes?: readonly number[];
	readonly cursor?: number | undefined;
	readonly ascii?: boolean | undefined;
};

/** The time axis below plots of that many columns, indented by `left` cells: its rule, starting with `zero`, and its labels. */
export function timeAxisLines(
	{left, columns, zero}: {readonly left: number; readonly columns: number; readonly zero: string},
	{scale, cut = [], loadTimes = [], cursor, ascii = false}: AxisOptions,
): readonly [rule: string, labels: string] {
	const rule = Array.from<unknown, string>({length: columns}, (_, column) => {
		const time = scale.from + (column + 0.5) / columns * (scale.to - scale.from);
		return cut.some(({from, to}) => from <= time && time < to) ? (ascii ? '~' : '┄') : (ascii ? '-' : '─');
	});
	const below = Array.from({length: columns}, () => ' ');
	for (const {value, label} of timeAxis(scale.from, scale.to, columns).ticks) {
		const column = Math.min(columns - 1, columnAt(scale, value, columns));
		const start = Math.min(column, columns - label.length);
		if (writeLabel(below, label, start)) {
			rule[column] = ascii ? '+' : '┬';
		}
	}

	for (const column of columnsOf(scale, loadTimes, columns)) {
		rule[column] = ascii ? ';' : '┊';
	}

	for (const column of columnsOf(scale, cursor === undefined ? [] : [cursor], columns)) {
		rule[column] = cursorGlyph(ascii);
	}

	return [`${padStart(zero, left)}${ascii ? '+' : '└'}${rule.join('')}`, `${' '.repeat(left)} ${below.join('').trimEnd()}`];
}
