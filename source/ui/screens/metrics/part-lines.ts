import {clock} from '../../../plots/time-axis.js';
import {
	drawStripAxis, drawTimeStrips, rampCaption, stripLabelWidth, type StripOptions,
} from '../../../plots/time-strips.js';
import {cutBuckets, type TimeScale} from '../../../plots/time-scale.js';
import {bucketsText} from '../../../reports/metrics-text.js';
import {paintHeat} from '../../../reports/theme.js';
import {widest} from '../../../text/align.js';
import {cutEnd, widthOf} from '../../../text/cells.js';
import {cleanText} from '../../../text/clean.js';
import {formatNumber} from '../../../text/numbers.js';
import type {Size, WindowSpec} from '../../definitions.js';
import {bodyHeight, visibleRows} from '../../layout.js';
import {selectedIteration} from '../../state/iterations.js';
import {positionOf} from '../../state/list.js';
import type {State} from '../../state/state.js';
import type {StyledText} from '../../../text/styled-text.js';
import {valueAt} from './chart-lines.js';
import {openedMetric, shownOutcome} from './parts.js';
import {
	canOpenPart, partsList, shownParts, type Part, type Parts,
} from './part-list.js';
import {metrics} from './state.js';
import {zoomedSpan} from './time-span.js';

/** Lines other than strips: title, selected part, order, ramp, and two for the time axis. */
const otherLines = 6;

/** The visible window of the parts. */
export const partsWindow = (state: State): WindowSpec => ({
	name: 'parts', cursor: positionOf(state, partsList), count: partsList.total(state), height: Math.max(1, bodyHeight(state.size) - otherLines),
});

/** Draws a heat strip per part, sorted by descending mean under load, below the name and figures of the selected one. */
export function partLines(state: State, {width}: Size): readonly StyledText[] {
	const parts = shownParts(state);
	const metric = openedMetric(state);
	if (!parts || !metric || parts.all.length === 0) {
		return [];
	}

	const {theme, glyphs: {ellipsis, to}} = state.look;
	const {cursor} = metrics.get(state);
	const scale: TimeScale = {...parts.scale, ...zoomedSpan(state)};
	const selected = positionOf(state, partsList);
	const {first, end} = visibleRows(state, partsWindow(state));
	const buckets = bucketsText(metric, [shownOutcome(state)?.query.everySeconds ?? 0]);
	const order = `${first + 1}${to}${end} of ${parts.all.length} by mean under load (${cursor === undefined ? 'right' : `right: at ${clock(cursor)}`})`;
	return [
		theme.strong(`${cleanText(metric.title)}  ${cleanText(selectedIteration(state)?.label ?? '')}`),
		theme.accent(rankText(parts, selected, width, state)),
		theme.faint(`${order}; ${buckets}`),
		rampCaption(scale, {width, ascii: state.look.glyphs.ascii, paint: paintHeat(theme)}),
		...strips(parts, {first, end, selected}, {width, scale, state}),
	].map(line => cutEnd(line, width, ellipsis));
}

/** `1/60 paravance-12.rennes.grid5000.fr  mean 87.2  max 99.1 %; Enter: its parts`; if too wide, with the short name and without the maximum. */
function rankText({all, scale}: Parts, selected: number, width: number, state: State): string {
	const {ascii} = state.look.glyphs;
	const {title, short, figures} = all[selected]!;
	const number = (value: number) => formatNumber(value / scale.unit.size, {ascii});
	const unit = scale.unit.name === '' ? '' : ` ${scale.unit.name}`;
	const mean = figures ? `${figures.isOfLoad ? '' : 'load and idle: '}mean ${number(figures.mean)}` : 'no data';
	const whole = figures ? `${mean}  max ${number(figures.max)}${unit}` : mean;
	const rank = `${selected + 1}/${all.length}`;
	const more = canOpenPart(state) ? '; Enter: its parts' : '';
	const texts = [`${rank} ${title}  ${whole}${more}`, `${rank} ${title}  ${whole}`, `${rank} ${short}  ${whole}`, `${rank} ${short}  ${mean}${figures ? unit : ''}`];
	return texts.find(text => widthOf(text) <= width) ?? texts.at(-1)!;
}

type Window = {readonly first: number; readonly end: number; readonly selected: number};

function strips(
	{all, charts}: Parts,
	{first, end, selected}: Window,
	{width, scale, state}: {readonly width: number; readonly scale: TimeScale; readonly state: State},
): readonly StyledText[] {
	const {look} = state;
	const {glyphs: {ascii}} = look;
	const {cursor} = metrics.get(state);
	const valueOf = ({series, figures}: Part) =>
		cursor === undefined ? formatNumber(figures ? figures.mean / scale.unit.size : null, {ascii}) : valueAt(series, scale, cursor, ascii);
	const shown = all.slice(first, end).map(part => ({label: part.short, series: part.series, value: valueOf(part)}));
	const options: StripOptions = {
		width,
		scale,
		labelWidth: stripLabelWidth(all.map(({short}) => short)),
		valueWidth: widest(all.map(part => valueOf(part))),
		loadTimes: charts.loadTimes,
		cut: cutBuckets(all.slice(0, 1).map(({series}) => series), scale, undefined),
		cursor,
		ascii,
		paint: paintHeat(look.theme),
		strong: look.theme.accent,
		selected: selected - first,
	};
	return [...drawTimeStrips(shown, options), ...drawStripAxis(options)];
}
