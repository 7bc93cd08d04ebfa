import {latencyDensity} from '../../../campaign/model/density.js';
import {itemAt} from '../../../system/lists.js';
import {
	isLoaded, primarySide, type Iteration, type LoadedIteration,
} from '../../../campaign/model/iteration.js';
import {cumulativeOf} from '../../../campaign/model/percentiles.js';
import {drawCompareCurves} from '../../../plots/compare-curves.js';
import {drawCompareDensity} from '../../../plots/compare-density.js';
import {drawCompareFigures} from '../../../plots/compare-figures.js';
import {drawCompareTable} from '../../../plots/bin-tables.js';
import type {Compared, CompareOptions} from '../../../plots/compared.js';
import {memoizeLast, memoizeOptions} from '../../../system/memoize.js';
import {wrapWords} from '../../../text/align.js';
import {cutEnd} from '../../../text/cells.js';
import {cleanText} from '../../../text/clean.js';
import {Lines} from '../../components/lines.js';
import {paintSeries, type Look} from '../../../reports/theme.js';
import type {ViewProps, WindowSpec} from '../../definitions.js';
import {bodyHeight, visibleRows} from '../../layout.js';
import {markedIterations, selectedIteration} from '../../state/iterations.js';
import type {State} from '../../state/state.js';
import {deliveryOf} from '../../../campaign/model/delivery.js';
import {formatParameter} from '../../../campaign/query/column-text.js';
import {formatCount, formatNumber} from '../../../text/numbers.js';
import {styled, type StyledText} from '../../../text/styled-text.js';
import {
	latencyFigures, fineBins, latencyOf, iterationNames, noPlotReason, sideLabelOf,
} from './figures.js';
import {markRows} from './group-rows.js';
import {
	comparedIterations, drawnIterations, latency, type CompareMeasure,
} from './state.js';

/** Minimum rows of the plot; fewer figures are shown below it if necessary. */
const minPicture = 5;

const figuresIn = memoizeLast((drawn: readonly Iteration[], side: State['side'], width: number, look: Look) => {
	const compared = describe(drawn, side);
	const {ascii} = look.glyphs;
	return {
		compared,
		figures: drawCompareFigures(compared, {width: width - 2, ascii, paint: paintSeries(look.theme)}),
		differences: wrapWords(differencesOf(drawn, ascii), width).filter(Boolean),
	};
});

/** The figures below the plot, and the height of these and of the notes. */
function figuresBelow(state: State) {
	const {size: {columns}, side, look} = state;
	const drawn = drawnIterations(state);
	const {compared, figures, differences} = figuresIn(drawn, side, columns, look);
	const notes = [...differences, ...notesOf(state, drawn.length)];
	const height = Math.max(2, Math.min(figures.length + notes.length, bodyHeight(state.size) - 2 - minPicture));
	return {
		drawn, compared, figures, notes, height,
	};
}

/** The visible part of the figures. */
export function compareWindow(state: State): WindowSpec {
	const {drawn, figures, notes, height} = figuresBelow(state);
	const selected = selectedIteration(state);
	return {
		name: 'compare', cursor: drawn.findIndex(({index}) => index === selected?.index), count: figures.length - 1, height: height - 1 - notes.length,
	};
}

type PictureOptions = {
	readonly compared: readonly Compared[];
	readonly measure: CompareMeasure;
	/** Index of the selected iteration among the compared ones; −1 if it has no samples. */
	readonly selected: number;
	readonly width: number;
	readonly height: number;
	readonly look: Look;
};

/** How each measure is drawn, and what lengths mean. */
const measures: Readonly<Record<CompareMeasure, {
	readonly title: string;
	readonly draw: (compared: readonly Compared[], options: CompareOptions) => readonly StyledText[];
}>> = {
	density: {title: 'share per decade, one scale', draw: drawCompareDensity},
	cumulative: {title: 'share below each latency', draw: (compared, options) => drawCompareCurves(compared, {...options, scale: 'cumulative'})},
	tail: {title: 'share below each latency, from 50 % on', draw: (compared, options) => drawCompareCurves(compared, {...options, scale: 'tail'})},
	counts: {title: 'messages in each bin', draw: drawCompareTable},
};

const pictureOf = memoizeOptions(({compared, measure, look, ...size}: PictureOptions) =>
	measures[measure].draw(compared, {...size, ascii: look.glyphs.ascii, paint: paintSeries(look.theme)}));

const withSamples = memoizeLast((compared: ReturnType<typeof describe>) => compared.filter(({figures}) => figures));

/** The marked iterations (plus the selected one if fewer than two are marked) in one plot, with their figures below. */
export function CompareView({state, width, height}: ViewProps) {
	const {look} = state;
	const {theme, glyphs: {ellipsis}} = look;
	const {drawn, compared, figures: [head = '', ...rows], notes, height: below} = figuresBelow(state);
	const shown = withSamples(compared);
	const selected = shown.findIndex(({index}) => index === selectedIteration(state)?.index);
	const picture = pictureOf({
		compared: shown, measure: latency.get(state).measure, selected, width, height: height - 2 - below, look,
	});
	const {first, end} = visibleRows(state, compareWindow(state));
	return (
		<Lines lines={[
			theme.strong(cutEnd(titleOf(state, drawn), width, ellipsis)),
			...picture,
			'',
			...[
				theme.faint(styled`  ${head}`),
				...markRows(rows.slice(first, end), drawn.slice(first, end), state, width),
				...notes.map(note => theme.faint(cutEnd(note, width, ellipsis))),
			].slice(0, below),
		]}/>
	);
}

function describe(drawn: readonly Iteration[], side: State['side']) {
	const names = iterationNames(drawn, ['driver', 'ranAs', 'clients']);
	return drawn.map((iteration, position): Compared & Parameters<typeof drawCompareFigures>[0][number] & {readonly index: number} => {
		const latency = latencyOf(iteration, side);
		return {
			index: iteration.index,
			name: itemAt(names, position),
			short: cleanText(iteration.label),
			count: latency?.count ?? null,
			bins: latency ? fineBins(latency) : [],
			density: latency ? latencyDensity(latency) : [],
			cumulative: latency ? cumulativeOf(latency) : null,
			figures: latency ? latencyFigures(latency) : null,
			note: noPlotReason(iteration),
		};
	});
}

/** What is plotted, the side that measured it, and what lengths mean. */
const titleOf = (state: State, drawn: readonly Iteration[]): string =>
	`Compare: ${measures[latency.get(state).measure].title}; latency seen by the ${sideLabelOf(drawn, state.side)}, ms`;

/** Which iterations are not plotted, and how to compare more. */
function notesOf(state: State, drawn: number): readonly string[] {
	const more = comparedIterations(state).length - drawn;
	return [
		...more > 0 ? [`${more} more marked, not drawn`] : [],
		...markedIterations(state).size < 2 ? ['Space marks iterations to compare'] : [],
	];
}

/** Parameters shown elsewhere, or always different. */
const leftOut: ReadonlySet<string> = new Set(['iteration_id', 'backup_dir', 'nbr_clients', 'nbr_servers', 'driver', 'call_type']);

/** What actually ran, besides the latency. */
const facts: ReadonlyArray<readonly [string, (iteration: LoadedIteration, ascii: boolean) => string]> = [
	['clients', iteration => formatCount(iteration.clients.agents)],
	['servers', iteration => formatCount(iteration.servers.agents)],
	['messages/s', (iteration, ascii) => formatNumber(iteration[primarySide(iteration)].rate, {ascii})],
	['failed', iteration => formatCount(iteration.clients.failed + iteration.servers.failed)],
	['lost', (iteration, ascii) => formatCount(deliveryOf(iteration).lost, {ascii})],
];

/**
 * The differences between the compared iterations besides latency, with values in the same order: `differ in servers 8, 12; nbr_calls 250, 200`.
 * Empty if there are none.
 */
function differencesOf(iterations: readonly Iteration[], ascii: boolean): string {
	const names = [...new Set(iterations.flatMap(({parameters}) => Object.keys(parameters)))].filter(name => !leftOut.has(name));
	const rows = [
		...facts.map(([name, format]) => [name, iterations.map(iteration => isLoaded(iteration) ? format(iteration, ascii) : 'skipped')] as const),
		...names.map(name => [name, iterations.map(({parameters}) => formatParameter(parameters[name] ?? null, {ascii}))] as const),
	];
	const differing = rows.filter(([, texts]) => new Set(texts).size > 1).map(([name, texts]) => `${name} ${texts.join(', ')}`);
	return differing.length === 0 ? '' : `differ in ${differing.join('; ')}`;
}
