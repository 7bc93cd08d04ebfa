import type {Metric} from '../../../metrics/metric.js';
import {margin, queryTime} from '../../../metrics/window.js';
import {clock} from '../../../plots/time-axis.js';
import {bandOf} from '../../../plots/time-band.js';
import {bucketAt, cutBuckets, type TimeScale} from '../../../plots/time-scale.js';
import {bucketsText} from '../../../reports/metrics-text.js';
import {wrapText} from '../../../text/align.js';
import {cutEnd, widthOf} from '../../../text/cells.js';
import {cleanText} from '../../../text/clean.js';
import type {Size} from '../../definitions.js';
import {markedIterations, groupOf, selectedIteration} from '../../state/iterations.js';
import type {State} from '../../state/state.js';
import {styled, type StyledText} from '../../../text/styled-text.js';
import {plotColumns, bucketSeconds} from './bucket.js';
import {maxSeparateCharts, valueAt} from './chart-lines.js';
import type {Charts} from './charts.js';
import {scaleText} from './common-scale.js';
import {progressText} from './metric-list.js';
import {
	isMarkedOverlay, isStrips, iterationsInView, metrics, metricsOf,
} from './state.js';
import {isZoomed} from './time-span.js';

type Pictured = {readonly metric: Metric; readonly charts: Charts; readonly scale: TimeScale; readonly location: string};

/** The metric, its meaning, the time and the buckets; with a cursor also its time and the value of every series there. Wrapped. */
export function metricHeadLines({metric, charts, scale, location}: Pictured, state: State, {width, height}: Size): readonly StyledText[] {
	const {theme, glyphs} = state.look;
	const name = cleanText(scale.unit.name === '' ? metric.name : `${metric.name}, ${scale.unit.name}`);
	const note = loadingNote(charts, state);
	// After the title, so that the charts do not move when it disappears.
	const end = cutEnd(note ?? location, Math.max(minEnd, width - widthOf(name) - gap), glyphs.ellipsis);
	const title = cutEnd(styled`${theme.strong(name)}  ${cleanText(subjectOf(state))}`, width - (end === '' ? 0 : widthOf(end) + gap), glyphs.ellipsis);
	const faint = (text: string) => wrapText(text, width).map(line => theme.faint(line));
	const {cursor} = metrics.get(state);
	return [
		end === '' ? title : styled`${title}${' '.repeat(gap)}${(note === undefined ? theme.faint : theme.warning)(end)}`,
		...height < minHelpHeight ? [] : faint(metric.help),
		...cursor === undefined ? faint(captionOf(metric, charts, scale, state)) : cursorLines(charts, scale, {cursor, width, state}),
	];
}

const gap = 2;
/** Minimum width of a note, or of the position of the visible charts among all. */
const minEnd = 24;
/** Minimum height for the description of the metric, which `i` shows as well. */
const minHelpHeight = 16;

/** The iterations whose metrics are shown. */
function subjectOf(state: State): string {
	const selected = selectedIteration(state);
	if (!selected || !metrics.get(state).isOverlaid) {
		return selected?.title ?? '';
	}

	return isMarkedOverlay(state) ? `${markedIterations(state).size} marked, by servers` : `${groupOf(selected)}, by servers`;
}

/** The time at 0:00, the bucket lengths, and the visible time span. */
function captionOf(metric: Metric, charts: Charts, scale: TimeScale, state: State): string {
	const {glyphs: {ascii}} = state.look;
	const {isOverlaid} = metrics.get(state);
	const [window] = charts.windows;
	const mark = ascii ? ';' : '┊';
	const begin = window && !isOverlaid
		? `0:00 is ${queryTime(window.start + BigInt(margin) * 1_000_000_000n).slice(0, 19)} UTC, ${mark} start and stop of the load`
		: `0:00 is the start of each load, ${mark}`;
	return [begin, ...bucketText(metric, charts, scale, state), ...scaleText(state, metric), ...isZoomed(state) ? [zoomText(scale, state)] : []].join('; ');
}

/** `means of 10 s (┄ cut), as recorded (auto)`; empty before any are loaded. */
function bucketText(metric: Metric, {charts, buckets, recorded}: Charts, scale: TimeScale, state: State): readonly string[] {
	if (buckets.length === 0) {
		return [];
	}

	// The bucket length of a query that specifies it is not automatic.
	const isOwn = 'statement' in metric || metric.every !== undefined;
	const isRecorded = !isOwn && buckets.every(seconds => recorded.has(seconds));
	const isShared = (buckets[0] ?? 0) * 1000 < (scale.to - scale.from) / plotColumns(state);
	const isCut = cutBuckets(charts[0]?.series ?? [], scale, undefined).length > 0;
	const isAuto = !isOwn && metrics.get(state).bucket === 'auto';
	const text = `${bucketsText(metric, buckets)}${isCut ? ` (${state.look.glyphs.ascii ? '~' : '┄'} cut)` : ''}${isRecorded ? ', as recorded' : ''}${isAuto ? ' (auto)' : ''}`;
	return [isShared ? `${text}, the maximum in each column` : text];
}

const zoomText = ({from, to}: TimeScale, state: State): string =>
	`zoomed to ${clock(from)}${state.look.glyphs.to}${clock(to)}${isStrips(state) || !metrics.get(state).isOverlaid ? ', figures of the whole load' : ''}`;

/** Maximum number of lines for the values at the cursor. */
const maxCursorLines = 3;

/** The bucket at the cursor and the value of every series there; for several iterations only the time, because the headings of the charts show the values. */
function cursorLines(
	{charts}: Charts,
	scale: TimeScale,
	{cursor, width, state}: {readonly cursor: number; readonly width: number; readonly state: State},
): readonly StyledText[] {
	const {theme, glyphs} = state.look;
	const accented = (text: string) => wrapText(text, width).map(line => theme.accent(line));
	if (metrics.get(state).isOverlaid) {
		return accented(`at ${clock(cursor)}, in the bucket of each iteration`);
	}

	const [bucket] = charts.flatMap(({series: [series]}) => series ? bucketAt(series, scale, cursor) ?? [] : []);
	const time = bucket ? `${clock(bucket.from)}${glyphs.to}${clock(bucket.to)}` : clock(cursor);
	if (charts.length > maxSeparateCharts) {
		return accented(`${time}  ${bandText(charts, scale, {cursor, ascii: glyphs.ascii})}`);
	}

	const values = charts.flatMap(({title, series: [series]}) => series ? [`${title} ${valueAt(series, scale, cursor, glyphs.ascii)}`] : []);
	const lines = accented(`${time}  ${values.join(', ')} ${scale.unit.name}`);
	return lines.length > maxCursorLines ? [...lines.slice(0, maxCursorLines - 1), theme.accent(`${glyphs.ellipsis} ${values.length} series: J and K scroll`)] : lines;
}

/** `mean 23.4, min 2.10, max 93.2 % of 60 series`, at the cursor. */
function bandText(charts: Charts['charts'], scale: TimeScale, {cursor, ascii}: {readonly cursor: number; readonly ascii: boolean}): string {
	const {mean, low, high} = bandOf(charts.flatMap(({series: [series]}) => series ?? []));
	const texts = [mean, low, high].map(series => `${series.name} ${valueAt(series, scale, cursor, ascii)}`);
	return `${`${texts.join(', ')} ${scale.unit.name}`.trimEnd()} of ${charts.length} series`;
}

/** The progress of loading, or why it failed; undefined if there is neither. */
function loadingNote({charts, buckets}: Charts, state: State): string | undefined {
	const known = iterationsInView(state).flatMap(iteration => metricsOf(state, iteration) ?? []);
	const isLoading = known.some(({requestedSeconds}) => requestedSeconds !== undefined);
	const isOld = charts.length > 0 && isLoading && buckets.some(seconds => seconds < bucketSeconds(state));
	const progress = known.flatMap(item => item.progress ?? [])[0];
	if (progress) {
		return `${isOld ? `still ${buckets.join(', ')} s: ` : ''}${progressText(progress)}`;
	}

	const failure = charts.length > 0 ? known.flatMap(item => item.failure ?? [])[0] : undefined;
	return failure === undefined ? undefined : cleanText(failure);
}
