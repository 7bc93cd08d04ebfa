import {isLoaded, type Iteration} from '../../../campaign/model/iteration.js';
import {
	binLines, densityFrame, densityLines, latencyTitle,
} from '../../../reports/latency-text.js';
import {memoizeOptions} from '../../../system/memoize.js';
import {wrapText} from '../../../text/align.js';
import {cleanText} from '../../../text/clean.js';
import {cutEnd, padEnd} from '../../../text/cells.js';
import {Lines} from '../../components/lines.js';
import type {ViewProps} from '../../definitions.js';
import {selectedIteration, sideOf} from '../../state/iterations.js';
import type {State} from '../../state/state.js';
import {styled, trimEnd, type StyledText} from '../../../text/styled-text.js';
import {binsTop} from './state.js';

/** Below this height not all percentiles fit. */
const shortHeight = 14;
/** From this width on, the table of bins is next to the density. */
const besideWidth = 120;
const tableWidth = 36;
const minRows = 3;
const maxRows = 16;

/** The density of the selected iteration with its percentiles, and the table of its bins next to it, or below. */
export function DistributionView({state, width, height}: ViewProps) {
	const {side, look} = state;
	return (
		<Lines lines={distributionPage({
			selected: selectedIteration(state), side, top: binsTop(state), width, height, look,
		})}/>
	);
}

type Options = Pick<State, 'side' | 'look'> & {
	readonly selected: Iteration | undefined;
	/** Scroll offset in lines: of the table if it is next to the density, otherwise of everything. */
	readonly top: number;
	readonly width: number;
	readonly height: number;
};

const distributionPage = memoizeOptions(({
	selected, side, top, width, height, look,
}: Options): readonly StyledText[] => {
	if (!selected || !isLoaded(selected)) {
		return selected ? wrapText(`${cleanText(selected.label)} skipped: ${cleanText(selected.reason)}`, width).map(line => look.theme.warning(line)) : [];
	}

	const shown = sideOf({side}, selected);
	const {latency} = selected[shown];
	const isShort = height < shortHeight;
	const title = latencyTitle(selected, shown, {width}, look);
	const left = height - title.length - densityFrame(isShort);
	if (width >= besideWidth) {
		const picture = densityLines(latency, {width: width - tableWidth, rows: left, isShort}, look);
		const table = visibleRowsOf(binLines(latency, tableWidth - 2, look), top, height - title.length, look);
		return [...title, ...Array.from({length: height - title.length}, (_, row) =>
			trimEnd(styled`${padEnd(picture[row] ?? '', width - tableWidth)}  ${table[row] ?? ''}`))];
	}

	// If not everything fits, all of it scrolls: the plot takes the whole height except for the line that says so.
	const rows = left > minRows ? Math.min(maxRows, left - 1) : left;
	const lines = [...title, ...densityLines(latency, {width, rows, isShort}, look), '', ...binLines(latency, width, look)];
	const first = Math.min(top, Math.max(0, lines.length - height));
	const rest = lines.length - first - height;
	return rest > 0 && left > minRows
		? [...lines.slice(first, first + height - 1), look.theme.faint(cutEnd(`${look.glyphs.ellipsis} ${rest + 1} more lines: J`, width, look.glyphs.ellipsis))]
		: lines.slice(first, first + height);
});

/** The header of a table and as many lines from `top` on as fit; the last line counts the rest. */
function visibleRowsOf([head = '', ...lines]: readonly string[], top: number, height: number, {theme, glyphs}: State['look']): readonly StyledText[] {
	const available = height - 1;
	if (available < 1 || lines.length === 0) {
		return [head].slice(0, height);
	}

	const first = Math.min(top, Math.max(0, lines.length - available));
	const rest = lines.length - first - available;
	const shown = rest > 0 ? [...lines.slice(first, first + available - 1), theme.faint(cutEnd(`${glyphs.ellipsis} ${rest + 1} more: J`, 40, glyphs.ellipsis))] : lines.slice(first, first + available);
	return [theme.faint(head), ...shown];
}
