import {widest} from '../text/align.js';
import {
	cutEnd, cutMiddle, padEnd, padStart,
} from '../text/cells.js';
import {formatCount} from '../text/numbers.js';
import {
	drawLogTicks, logAxis, shareOf, type LogAxis,
} from './log-axis.js';

/** Milliseconds, ascending but for the mean. */
export type Box = {
	readonly p5: number; readonly p25: number; readonly p50: number; readonly p75: number; readonly p95: number; readonly mean: number; readonly max: number;
};

/** A row: how many samples, and their box; `note` says why there is none. */
export type BoxRow = {readonly label: string; readonly count: number | null; readonly box: Box | null; readonly note: string};

export type BoxOptions = {
	readonly width: number;
	/** What the axis must hold (ms), so that it stays while rows scroll. */
	readonly extremes: readonly number[];
	readonly ascii?: boolean;
};

const mostLabel = 24;
const unicode = {
	line: '─', from: '├', to: '┤', box: '█', median: '│', mean: '●', max: '·',
};
const plain = {
	line: '-', from: '|', to: '|', box: '#', median: ':', mean: 'o', max: '.',
};

/** A head with the axis (log, whole decades), then a line for each row: whiskers p5–p95, box p25–p75, median, mean, maximum. */
export function drawBoxes(rows: readonly BoxRow[], {width, extremes, ascii = false}: BoxOptions): readonly string[] {
	const ellipsis = ascii ? '~' : '…';
	const labelWidth = Math.min(mostLabel, Math.max(2, widest(rows.map(({label}) => label))));
	const counts = rows.map(({count}) => formatCount(count, {ascii}));
	const countWidth = Math.max(1, widest(counts));
	const axis = logAxis(extremes, Math.max(1, width - labelWidth - countWidth - 4));
	const line = (label: string, count: string, rest: string) =>
		cutEnd(`${padEnd(cutMiddle(label, labelWidth, ellipsis), labelWidth)}  ${padStart(count, countWidth)}  ${rest}`.trimEnd(), width, ellipsis);
	return [
		line('ms', 'n', drawLogTicks(axis)),
		...rows.map(({label, box, note}, place) => line(label, counts[place] ?? '', box ? drawBox(box, axis, ascii) : note)),
	];
}

/** What is drawn later covers what was drawn before: the median is always in sight. */
function drawBox({
	p5, p25, p50, p75, p95, mean, max,
}: Box, axis: LogAxis, ascii: boolean): string {
	const glyphs = ascii ? plain : unicode;
	const cells = Array.from({length: axis.width}, () => ' ');
	const placeOf = (value: number) => Math.round(shareOf(value, axis) * (axis.width - 1));
	const fill = (from: number, to: number, glyph: string) => cells.fill(glyph, placeOf(from), placeOf(to) + 1);
	fill(max, max, glyphs.max);
	fill(p5, p95, glyphs.line);
	fill(p5, p5, glyphs.from);
	fill(p95, p95, glyphs.to);
	fill(p25, p75, glyphs.box);
	fill(mean, mean, glyphs.mean);
	fill(p50, p50, glyphs.median);
	return cells.join('');
}
