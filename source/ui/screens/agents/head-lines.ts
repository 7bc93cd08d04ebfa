import type {AgentTable} from '../../../campaign/agents/agent-table.js';
import {padEnd} from '../../../text/cells.js';
import type {Look} from '../../../reports/theme.js';
import {bodyHeight} from '../../layout.js';
import type {State} from '../../state/state.js';
import {agentHistogram} from './agent-histogram.js';
import {summaryLines} from './agent-summary.js';

type Options = Parameters<typeof summaryLines>[2] & {readonly logCounts: boolean; readonly position: ReturnType<typeof histogramPosition>};

/** Height of the histogram: a title and seven bins. */
const histogramHeight = 8;

/** Where the histogram is: next to the summary, below it, or nowhere if the list needs the space. */
export const histogramPosition = (size: State['size']): 'beside' | 'below' | 'nowhere' =>
	bodyHeight(size) < 30 ? 'nowhere' : (size.columns < 160 ? 'below' : 'beside');

const maxHistogram = 64;
const gap = 3;

/** The lines above the list: the summary, and the histogram according to `position`. */
export function headLines(table: AgentTable, rows: Uint32Array, {logCounts, position, ...options}: Options, look: Look): readonly string[] {
	const {width, sort} = options;
	const histogramWidth = Math.min(maxHistogram, Math.floor(width / 3));
	const histogram = (cells: number) => agentHistogram(table, rows, {
		sort, logCounts, width: cells, height: histogramHeight,
	}, look);
	if (position === 'nowhere' || rows.length === 0) {
		return summaryLines(table, rows, options, look);
	}

	if (position === 'below') {
		return [...summaryLines(table, rows, options, look), '', ...histogram(Math.min(width, maxHistogram)), ''];
	}

	const textWidth = width - histogramWidth - gap;
	const texts = summaryLines(table, rows, {...options, width: textWidth}, look);
	const bars = histogram(histogramWidth);
	return Array.from({length: Math.max(texts.length, bars.length)}, (_, row) => `${padEnd(texts[row] ?? '', textWidth + gap)}${bars[row] ?? ''}`);
}
