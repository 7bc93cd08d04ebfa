import type {Metric} from '../../../metrics/metric.js';
import {margin, queryTime} from '../../../metrics/window.js';
import {clock} from '../../../plots/time-axis.js';
import {bandOf} from '../../../plots/time-band.js';
import {bucketAt, cutBuckets, type TimeScale} from '../../../plots/time-scale.js';
import {bucketsText} from '../../../reports/metrics-text.js';
import {wrapText} from '../../../text/align.js';
import {cutEnd, widthOf} from '../../../text/cells.js';
import {cleanText} from '../../../text/clean.js';
import {markedIterations, groupOf, selectedIteration} from '../../state/iterations.js';
import type {State} from '../../state/state.js';
import {plotColumns, wantedSeconds} from './bucket.js';
import {maxCharts, valueAt} from './chart-lines.js';
import {negativeNote, type Charts} from './charts-of.js';
import {scaleText} from './common-scale.js';
import {progressText} from './metric-list.js';
import {
	isOfMarked, isStrips, iterationsInView, metrics, metricsOf,
} from './state.js';
import {isZoomed} from './time-span.js';

type Pictured = {readonly metric: Metric; readonly charts: Charts; readonly scale: TimeScale; readonly location: string};

type Size = {readonly width: number; readonly height: number};

/** Which metric, what it means, when, and in which buckets; with the cursor the time and what every series has then. As many lines as it takes. */
export function headLines({metric, charts, scale, location}: Pictured, state: State, {width, height}: Size): readonly string[] {
	const {theme, glyphs} = state.look;
	const name = cleanText(scale.unit.name === '' ? metric.name : `${metric.name}, ${scale.unit.name}`);
	const note = noteOf(charts, state);
	// Behind the title, so that the charts do not move when it goes.
	const end = cutEnd(note ?? location, Math.max(minEnd, width - widthOf(name) - gap), glyphs.ellipsis);
	const title = cutEnd(`${theme.strong(name)}  ${cleanText(subjectOf(state))}`, width - (end === '' ? 0 : widthOf(end) + gap), glyphs.ellipsis);
	const faint = (text: string) => wrapText(text, width).map(line => theme.faint(line));
	const {cursor} = metrics.get(state);
	return [
		end === '' ? title : `${title}${' '.repeat(gap)}${(note === undefined ? theme.faint : theme.warning)(end)}`,
		...height < roomForHelp ? [] : faint(metric.help),
		...cursor === undefined ? faint(captionOf(metric, charts, scale, state)) : cursorLines(charts, scale, {cursor, width, state}),
	];
}

const gap = 2;
/** Cells that a note or where the charts in sight are among all takes at least. */
const minEnd = 24;
/** In fewer lines the picture has them; `i` says what the metric means. */
const roomForHelp = 16;

/** Whose metrics they are. */
function subjectOf(state: State): string {
	const selected = selectedIteration(state);
	if (!selected || !metrics.get(state).isOverlaid) {
		return selected?.title ?? '';
	}

	return isOfMarked(state) ? `${markedIterations(state).size} marked, by servers` : `${groupOf(selected)}, by servers`;
}

/** When 0:00 is, how long the buckets are, and what of the time is in sight. */
function captionOf(metric: Metric, charts: Charts, scale: TimeScale, state: State): string {
	const {glyphs: {ascii}} = state.look;
	const {isOverlaid} = metrics.get(state);
	const [window] = charts.windows;
	const mark = ascii ? ';' : '┊';
	const begin = window && !isOverlaid
		? `0:00 is ${queryTime(window.start + BigInt(margin) * 1_000_000_000n).slice(0, 19)} UTC, ${mark} start and stop of the load`
		: `0:00 is the start of each load, ${mark}`;
	return [begin, ...bucketText(metric, charts, scale, state), ...scaleText(state, metric), ...negativeNote(charts), ...isZoomed(state) ? [zoomText(scale, state)] : []].join('; ');
}

/** `means of 10 s (┄ cut), as recorded (auto)`; nothing before there are any. */
function bucketText(metric: Metric, {charts, buckets, recorded}: Charts, scale: TimeScale, state: State): readonly string[] {
	if (buckets.length === 0) {
		return [];
	}

	// A query that says how long its buckets are keeps to that.
	const isOwn = 'statement' in metric || metric.every !== undefined;
	const isRecorded = !isOwn && buckets.every(seconds => recorded.has(seconds));
	const isShared = (buckets[0] ?? 0) * 1000 < (scale.to - scale.from) / plotColumns(state);
	const isCut = cutBuckets(charts[0]?.series ?? [], scale, undefined).length > 0;
	const isAuto = !isOwn && metrics.get(state).bucket === 'auto';
	const text = `${bucketsText(metric, buckets)}${isCut ? ` (${state.look.glyphs.ascii ? '~' : '┄'} cut)` : ''}${isRecorded ? ', as recorded' : ''}${isAuto ? ' (auto)' : ''}`;
	return [isShared ? `${text}, the greatest in each column` : text];
}

const zoomText = ({from, to}: TimeScale, state: State): string =>
	`zoomed to ${clock(from)}${state.look.glyphs.to}${clock(to)}${isStrips(state) || !metrics.get(state).isOverlaid ? ', figures of the whole load' : ''}`;

/** Lines that the values at the cursor take at the most. */
const maxCursorLines = 3;

/** The bucket at the cursor, or of several iterations the time, and what every series has then; charts of several iterations have the values in their heads. */
function cursorLines(
	{charts}: Charts,
	scale: TimeScale,
	{cursor, width, state}: {readonly cursor: number; readonly width: number; readonly state: State},
): readonly string[] {
	const {theme, glyphs} = state.look;
	const accented = (text: string) => wrapText(text, width).map(line => theme.accent(line));
	if (metrics.get(state).isOverlaid) {
		return accented(`at ${clock(cursor)}, in the bucket of each`);
	}

	const [bucket] = charts.flatMap(({series: [series]}) => series ? bucketAt(series, scale, cursor) ?? [] : []);
	const time = bucket ? `${clock(bucket.from)}${glyphs.to}${clock(bucket.to)}` : clock(cursor);
	if (charts.length > maxCharts) {
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

/** What is under way, or why no more came; undefined where nothing is to be said. */
function noteOf({charts, buckets}: Charts, state: State): string | undefined {
	const known = iterationsInView(state).flatMap(iteration => metricsOf(state, iteration) ?? []);
	const isOld = charts.length > 0 && known.some(({asked}) => asked !== undefined) && buckets.some(seconds => seconds < wantedSeconds(state));
	const progress = known.flatMap(item => item.progress ?? [])[0];
	if (progress) {
		return `${isOld ? `still ${buckets.join(', ')} s: ` : ''}${progressText(progress)}`;
	}

	const failure = charts.length > 0 ? known.flatMap(item => item.failure ?? [])[0] : undefined;
	return failure === undefined ? undefined : cleanText(failure);
}
