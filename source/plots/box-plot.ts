import {itemAt} from '../system/lists.js';
import {widest} from '../text/align.js';
import {
	cutEnd, cutMiddle, padEnd, padStart,
} from '../text/cells.js';
import {formatCount} from '../text/numbers.js';
import type {Percentile} from '../campaign/model/percentiles.js';
import type {Axis} from './axes.js';
import {cellAt, latencyAxis, latencyAxisLines} from './latency-axis.js';

/** Milliseconds, ascending except for the mean. */
export type Box = {
	readonly min: number;
	readonly p5: number;
	readonly p25: number;
	readonly p50: Pick<Percentile, 'value'>;
	readonly p75: number;
	readonly p95: number;
	readonly mean: number;
	readonly max: number;
};

/** A row: its sample count and box; `note` says why there is no box. */
export type BoxRow = {readonly label: string; readonly count: number | null; readonly box: Box | null; readonly note: string};

export type BoxOptions = {
	readonly width: number;
	/** Values that the axis must cover (ms), so that it does not change while rows scroll. */
	readonly extremes: readonly number[];
	/** Heading above the labels. */
	readonly head?: string;
	readonly ascii?: boolean;
};

const maxLabel = 24;
const unicode = {
	line: '─', box: '█', median: '┃', mean: '◇', extreme: '·',
};
const plain = {
	line: '-', box: '#', median: ':', mean: 'm', extreme: '.',
};

/** A header with the axis (log, ending at 1-2-5 steps), then one line per row: min and max, whiskers p5–p95, box p25–p75, median, mean. */
export function drawBoxes(rows: readonly BoxRow[], {width, extremes, head = 'ms', ascii = false}: BoxOptions): readonly string[] {
	const ellipsis = ascii ? '~' : '…';
	const labelWidth = Math.min(maxLabel, widest([head, ...rows.map(({label}) => label)]));
	const counts = rows.map(({count}) => formatCount(count, {ascii}));
	const countWidth = Math.max(1, widest(counts));
	const axis = latencyAxis(extremes);
	const columns = Math.max(1, width - labelWidth - countWidth - 4);
	const line = (label: string, count: string, rest: string) =>
		cutEnd(`${padEnd(cutMiddle(label, labelWidth, ellipsis), labelWidth)}  ${padStart(count, countWidth)}  ${rest}`.trimEnd(), width, ellipsis);
	return [
		line(head, 'n', latencyAxisLines(axis, columns, ascii)[1]),
		...rows.map(({label, box, note}, index) => line(label, itemAt(counts, index), box ? drawBox(box, {axis, columns, ascii}) : note)),
	];
}

/** Later glyphs overwrite earlier ones, so that the median is always visible. */
function drawBox({
	min, p5, p25, p50, p75, p95, mean, max,
}: Box, {axis, columns, ascii}: {readonly axis: Axis; readonly columns: number; readonly ascii: boolean}): string {
	const glyphs = ascii ? plain : unicode;
	const cells = Array.from({length: columns}, () => ' ');
	const columnOf = (value: number) => cellAt(axis, value, columns);
	const fill = (from: number, to: number, glyph: string) => cells.fill(glyph, columnOf(from), columnOf(to) + 1);
	fill(min, min, glyphs.extreme);
	fill(max, max, glyphs.extreme);
	fill(p5, p95, glyphs.line);
	fill(p25, p75, glyphs.box);
	fill(mean, mean, glyphs.mean);
	fill(p50.value, p50.value, glyphs.median);
	return cells.join('').trimEnd();
}
