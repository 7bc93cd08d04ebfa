import {isLoaded, type Iteration} from '../../../campaign/model/iteration.js';
import {densityFrame} from '../../../reports/latency-text.js';
import {memoizeOptions} from '../../../system/memoize.js';
import {
	cutEnd, padEnd,
} from '../../../text/cells.js';
import {cleanText} from '../../../text/clean.js';
import {dividerWidth, Lines, Panes} from '../../components/lines.js';
import type {Size, ViewProps} from '../../definitions.js';
import {figureReasons} from '../../figures/state.js';
import {selectedIteration} from '../../state/iterations.js';
import type {State} from '../../state/state.js';
import {busLines} from '../metrics/bus-lines.js';
import {sweepPicture} from '../trends/picture.js';
import {styled, trimEnd, type StyledText} from '../../../text/styled-text.js';
import {
	detailLines, distributionLines, factLines, parameterLines, type DetailOptions,
} from './detail.js';
import {
	requestedAgentsOf, detailTop, hasSidePane,
} from './state.js';

/** From this width on, the distribution is next to the figures. */
const twoColumns = 100;
/** Width of the figures in a column of their own. */
const factsWidth = 46;
/** Lines besides the columns of a density in a column of its own: title, figures, caption, axis and percentiles. */
const pictureFrame = 2 + densityFrame(false);
/** Fraction of the remaining lines for the density; the rest is for the table of bins. */
const pictureShare = 0.6;
const pictureRows = {min: 5, max: 24};

/** Everything about the selected iteration, in as many columns as fit, and on a large terminal beside the side pane. */
export function DetailPanes({state, width, height}: ViewProps) {
	const {look} = state;
	if (!hasSidePane(state)) {
		return <Lines lines={visibleDetail(state, {width, height})}/>;
	}

	const detailWidth = factsWidth + dividerWidth + Math.floor((width - factsWidth - dividerWidth - dividerWidth) / 2);
	return (
		<Panes
			left={visibleDetail(state, {width: detailWidth, height})}
			leftWidth={detailWidth}
			right={sidePane(state, {width: width - detailWidth - dividerWidth, height})}
			height={height}
			divider={look.glyphs.divider}
		/>
	);
}

/** The trend of the selected iteration's sweep, and below it the metrics of the message bus, if known. */
function sidePane(state: State, {width, height}: Size): readonly StyledText[] {
	const {theme, glyphs} = state.look;
	const half = Math.floor(height / 2);
	const bus = busLines(state, {width, height: half - 1});
	if (bus.length === 0) {
		const trend = sweepPicture(state, {width, height: height - 2});
		const note = theme.faint(cutEnd('CPU and memory of the bus: 5 loads them', width, glyphs.ellipsis));
		return [...trend, ...Array.from({length: Math.max(0, height - trend.length - 1)}, () => ''), note];
	}

	const trend = sweepPicture(state, {width, height: height - half - 1});
	return [...trend, ...Array.from({length: Math.max(0, height - half - trend.length)}, () => ''), ...bus];
}

/** The visible lines of the detail, with a last line that counts the hidden ones. */
function visibleDetail(state: State, {width, height}: Size): readonly StyledText[] {
	const {side, loading, iterations, look} = state;
	const selected = selectedIteration(state);
	const lines = selected
		? detailOf({
			iteration: selected, side, requested: requestedAgentsOf(state, selected), own: state.columns, reasons: figureReasons(state, selected),
			width, height, look,
		})
		: [];
	const isUnusable = !loading && !iterations.some(iteration => isLoaded(iteration));
	const all = isUnusable ? [...allSkippedLines(state).map(line => cutEnd(line, width, look.glyphs.ellipsis)), ...lines] : lines;
	const top = Math.min(detailTop(state), Math.max(0, all.length - height));
	const rest = all.length - top - height;
	const note = look.theme.faint(cutEnd(`${look.glyphs.ellipsis} ${rest + 1} more lines: J`, width, look.glyphs.ellipsis));
	return rest > 0
		? [...all.slice(top, top + height - 1), selected && hasColumns(selected, width) ? joinColumns(note, '', look) : note]
		: all.slice(top, top + height);
}

type Given = {readonly iteration: Iteration; readonly look: State['look']; readonly height: number} & DetailOptions;

const detailOf = memoizeOptions(({iteration, look, height, ...options}: Given): readonly StyledText[] => {
	const {width} = options;
	if (!hasColumns(iteration, width)) {
		return detailLines(iteration, options, look);
	}

	const rest = width - factsWidth - dividerWidth;
	const facts = [...factLines(iteration, {...options, width: factsWidth}, look), '', ...parameterLines(iteration, {...options, width: factsWidth}, look)];
	const rows = Math.max(pictureRows.min, Math.min(pictureRows.max, Math.floor((height - pictureFrame) * pictureShare)));
	const distribution = distributionLines(iteration, {
		...options, width: rest, pictureWidth: rest, rows,
	}, look);
	return Array.from({length: Math.max(facts.length, distribution.length, height)}, (_, row) => joinColumns(facts[row] ?? '', distribution[row] ?? '', look));
});

const hasColumns = (iteration: Iteration, width: number): boolean => width >= twoColumns && isLoaded(iteration);

const joinColumns = (fact: StyledText, line: StyledText, {glyphs}: State['look']): StyledText =>
	trimEnd(styled`${padEnd(fact, factsWidth)} ${glyphs.divider} ${line}`);

/** Explains what is required of an iteration, for a campaign in which all were skipped. */
const allSkippedLines = ({iterations, folder}: State): readonly string[] => [
	`0 of ${iterations.length} iterations are usable.`,
	`Looked in ${cleanText(folder)}/BACKUP_DIR/ for *controller*.log (not *_docker.log):`,
	'each has two lines of JSON, the results of the clients and of the servers.',
	'',
];
