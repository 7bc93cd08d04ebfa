import type {Percentile} from '../campaign/model/percentiles.js';
import type {StyledText} from '../text/styled-text.js';
import type {Axis} from './axes.js';
import {
	cellAt, drawAxisRows, type AxisRow, type AxisRowsOptions,
} from './latency-axis.js';

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

/** A row; `note` says why there is no box. */
export type BoxRow = AxisRow & {readonly box: Box | null; readonly note: string};

const maxLabel = 24;
const unicode = {
	line: '─', box: '█', median: '┃', mean: '◇', extreme: '·',
};
const plain = {
	line: '-', box: '#', median: ':', mean: 'm', extreme: '.',
};

/** A header with the axis (log, ending at 1-2-5 steps), then one line per row: min and max, whiskers p5–p95, box p25–p75, median, mean. */
export const drawBoxes = (rows: readonly BoxRow[], options: AxisRowsOptions): readonly StyledText[] => drawAxisRows(rows, options, {
	maxLabel,
	draw: ({box, note}, axis, columns) => box ? drawBox(box, {axis, columns, ascii: options.ascii ?? false}) : note,
});

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
