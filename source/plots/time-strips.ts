import {itemAt} from '../system/assert.js';
import {widest} from '../text/align.js';
import {
	cutMiddle, padEnd, padStart, widthOf,
} from '../text/cells.js';
import {heatRamp} from './heatmap.js';
import {cursorGlyph, timeAxisLines} from './time-axis.js';
import {
	columnsOf, levelsOf, type TimeScale, type TimeSeries, type TimeSpan,
} from './time-scale.js';
import {tickLabels} from './value-axis.js';

/** A strip: a series, and what stands before and behind it. */
export type TimeStrip = {readonly label: string; readonly series: TimeSeries; readonly value: string};

export type StripOptions = {
	readonly width: number;
	readonly scale: TimeScale;
	/** Cells of the labels and of the values, where strips of several blocks stand below one another. */
	readonly labelWidth: number;
	readonly valueWidth: number;
	/** When the load began (ms). */
	readonly marks?: readonly number[];
	/** Buckets whose part of the axis is dotted. */
	readonly cut?: readonly TimeSpan[];
	/** A time (ms) at which a line stands over all strips. */
	readonly cursor?: number | undefined;
	/** The strip that is marked. */
	readonly selected?: number | undefined;
	readonly ascii?: boolean;
	/** Paints cells of a step of the ramp, from 0. */
	readonly paint?: (text: string, step: number) => string;
	readonly strong?: (text: string) => string;
};

const steps = 7;
const maxLabel = 24;
/** Cells that are neither label, cells nor value: the mark of the selected strip and two gaps. */
const around = 3;

/** Cells that labels take: those of the longest, up to a limit. */
export const stripLabelWidth = (labels: readonly string[]): number => Math.min(maxLabel, widest(labels));

/** How much a step of the ramp holds, in the scale's unit: 1, 2, 2.5 or 5 times a power of ten, so that seven hold the scale's top. */
export function rampStep({top}: Pick<TimeScale, 'top'>): number {
	const least = (top > 0 ? top : 1) / steps;
	const power = Math.floor(Math.log10(least));
	return [1, 2, 2.5, 5, 10].map(mantissa => Number(`${mantissa}e${power}`)).find(step => step >= least * (1 - 1e-9)) ?? least;
}

/** What each character of the ramp stands for: `▁<5 ▂<10 … ▇≥30 %`; where that is too wide the steps and the ends alone: `▁▂▃▄▅▆▇ steps of 5, ▇≥30 %`. */
export function rampCaption(scale: TimeScale, {width, ascii = false, paint = text => text}: Pick<StripOptions, 'width' | 'ascii' | 'paint'>): string {
	const step = rampStep(scale);
	const labels = tickLabels({
		to: steps * step, step, count: steps, rows: steps,
	});
	const ramp = [...heatRamp(ascii)].map((character, index) => paint(character, index));
	const limit = (index: number) => index === steps - 1 ? `${ascii ? '>=' : '≥'}${labels.get(index) ?? ''}` : `<${labels.get(index + 1) ?? ''}`;
	const whole = `${ramp.map((character, index) => `${character}${limit(index)}`).join(' ')} ${scale.unit.name}`;
	return widthOf(whole) <= width ? whole : `${ramp.join('')} steps of ${labels.get(1) ?? ''}, ${ramp.at(-1) ?? ''}${limit(steps - 1)} ${scale.unit.name}`;
}

const columnsIn = ({width, labelWidth, valueWidth}: StripOptions): number => Math.max(1, width - labelWidth - valueWidth - around);

/** A line for each strip: each cell is the level of its time, by the steps of `rampCaption`; a blank has no value. The selected strip has a `>`. */
export function drawTimeStrips(strips: readonly TimeStrip[], options: StripOptions): readonly string[] {
	const {
		scale, labelWidth, valueWidth, marks = [], cursor, selected, ascii = false, paint = text => text, strong = text => text,
	} = options;
	const columns = columnsIn(options);
	const ramp = [...heatRamp(ascii)];
	const step = rampStep(scale);
	const guides = new Set(columnsOf(scale, marks, columns));
	const [cursorColumn = -1] = columnsOf(scale, cursor === undefined ? [] : [cursor], columns);
	return strips.map(({label, series, value}, index) => {
		const cells = levelsOf(series, columns, scale).map((level, column) => {
			if (column === cursorColumn) {
				return cursorGlyph(ascii);
			}

			if (level === null) {
				return guides.has(column) ? (ascii ? ';' : '┊') : ' ';
			}

			const shade = Math.max(0, Math.min(steps - 1, Math.floor(level / step + 1e-9)));
			return paint(itemAt(ramp, shade), shade);
		});
		const isSelected = index === selected;
		const name = `${isSelected ? '>' : ' '}${padEnd(cutMiddle(label, labelWidth, ascii ? '~' : '…'), labelWidth)}`;
		return `${isSelected ? strong(name) : name} ${cells.join('')} ${padStart(value, valueWidth)}`.trimEnd();
	});
}

/** The axis of time below strips. */
export const drawStripAxis = (options: StripOptions): readonly [rule: string, labels: string] =>
	timeAxisLines({left: options.labelWidth + 1, columns: columnsIn(options), zero: ''}, options);

