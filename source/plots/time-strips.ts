import {itemAt} from '../system/lists.js';
import {widest} from '../text/align.js';
import {
	cutMiddle, ellipsisFor, padEnd, padStart, widthOf,
} from '../text/cells.js';
import {
	concat, styled, trimEnd, type StyledText,
} from '../text/styled-text.js';
import {heatRamp} from './heatmap.js';
import {cursorGlyph, timeAxisLines} from './time-axis.js';
import {
	columnsOf, levelsOf, type TimeScale, type TimeSeries, type TimeSpan,
} from './time-scale.js';
import {tickLabels} from './value-axis.js';

/** A strip: a series with its label on the left and its value on the right. */
export type TimeStrip = {readonly label: string; readonly series: TimeSeries; readonly value: string};

/** Options of strips; `width` is in cells. */
export type StripOptions = {
	readonly width: number;
	readonly scale: TimeScale;
	/** Widths of labels and values in cells, common to all blocks of strips on a page. */
	readonly labelWidth: number;
	readonly valueWidth: number;
	/** Start of the load (ms). */
	readonly loadTimes?: readonly number[];
	/** Buckets under which the axis is dotted. */
	readonly cut?: readonly TimeSpan[];
	/** Time (ms) of the vertical cursor line across all strips. */
	readonly cursor?: number | undefined;
	/** Index of the selected strip. */
	readonly selected?: number | undefined;
	readonly ascii?: boolean;
	/** Paints cells of a ramp step, counted from 0. */
	readonly paint?: (text: string, step: number) => StyledText;
	readonly strong?: (text: string) => StyledText;
};

const steps = 7;
const maxLabel = 24;
/** Cells besides label, strip and value: the selection marker and two gaps. */
const stripExtraWidth = 3;

/** Width of the longest label in cells, up to a limit. */
export const stripLabelWidth = (labels: readonly string[]): number => Math.min(maxLabel, widest(labels));

/** Where the ramp begins, 0 or the first step at or below the bottom of the scale, and the size of its steps, in the scale's unit. */
export type Ramp = {readonly from: number; readonly step: number};

/** The ramp of a scale: steps of 1, 2, 2.5 or 5 times a power of ten, such that seven of them, or eight if values are below 0, reach its top. */
export function rampOf({bottom, top}: Pick<TimeScale, 'bottom' | 'top'>): Ramp {
	const minStep = (top > bottom ? top - bottom : 1) / steps;
	const power = Math.floor(Math.log10(minStep));
	const step = [1, 2, 2.5, 5, 10].map(mantissa => Number(`${mantissa}e${power}`)).find(step => step >= minStep * (1 - 1e-9)) ?? minStep;
	return {from: bottom < 0 ? Math.floor(bottom / step + 1e-9) * step : 0, step};
}

/** The key of the ramp: `▁<5 ▂<10 … ▇≥30 %`; if that is too wide, only step size and last limit: `▁▂▃▄▅▆▇ steps of 5, ▇≥30 %`. */
export function rampCaption(scale: TimeScale, {width, ascii = false, paint = text => text}: Pick<StripOptions, 'width' | 'ascii' | 'paint'>): StyledText {
	const {from, step} = rampOf(scale);
	const labelsFrom = (start: number) => tickLabels({
		from: start, to: start + steps * step, step, count: steps, rows: steps,
	});
	const labels = labelsFrom(from);
	const ramp = [...heatRamp(ascii)].map((character, index) => paint(character, index));
	const limit = (index: number) => index === steps - 1 ? `${ascii ? '>=' : '≥'}${labels.get(index) ?? ''}` : `<${labels.get(index + 1) ?? ''}`;
	const whole = styled`${concat(ramp.map((character, index) => styled`${character}${limit(index)}`), ' ')} ${scale.unit.name}`;
	const size = labelsFrom(0).get(1) ?? '';
	const range = from < 0 ? `steps of ${size} from ${labels.get(0) ?? ''}` : styled`steps of ${size}, ${ramp.at(-1) ?? ''}${limit(steps - 1)}`;
	return widthOf(whole) <= width ? whole : styled`${concat(ramp)} ${range} ${scale.unit.name}`;
}

const columnsOfSpan = ({width, labelWidth, valueWidth}: StripOptions): number => Math.max(1, width - labelWidth - valueWidth - stripExtraWidth);

/** One line per strip: each cell shows the level at its time, in the steps of `rampCaption`; a blank means no value. The selected strip is marked with `>`. */
export function drawTimeStrips(strips: readonly TimeStrip[], options: StripOptions): readonly StyledText[] {
	const {
		scale, labelWidth, valueWidth, loadTimes = [], cursor, selected, ascii = false, paint = (text: string) => text, strong = (text: string) => text,
	} = options;
	const columns = columnsOfSpan(options);
	const ramp = [...heatRamp(ascii)];
	const {from, step} = rampOf(scale);
	const guides = new Set(columnsOf(scale, loadTimes, columns));
	const [cursorColumn = -1] = columnsOf(scale, cursor === undefined ? [] : [cursor], columns);
	return strips.map(({label, series, value}, index) => {
		const cells = levelsOf(series, columns, scale).map((level, column) => {
			if (column === cursorColumn) {
				return cursorGlyph(ascii);
			}

			if (level === null) {
				return guides.has(column) ? (ascii ? ';' : '┊') : ' ';
			}

			const shade = Math.max(0, Math.min(steps - 1, Math.floor((level - from) / step + 1e-9)));
			return paint(itemAt(ramp, shade), shade);
		});
		const isSelected = index === selected;
		const name = `${isSelected ? '>' : ' '}${padEnd(cutMiddle(label, labelWidth, ellipsisFor(ascii)), labelWidth)}`;
		return trimEnd(styled`${isSelected ? strong(name) : name} ${concat(cells)} ${padStart(value, valueWidth)}`);
	});
}

/** The time axis below strips. */
export const drawStripAxis = (options: StripOptions): readonly [rule: string, labels: string] =>
	timeAxisLines({left: options.labelWidth + 1, columns: columnsOfSpan(options), zero: ''}, options);

