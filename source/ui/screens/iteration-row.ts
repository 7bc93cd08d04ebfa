import {type Iteration, isLoaded} from '../../campaign/model/iteration.js';
import {cutEnd, cutMiddle, padEnd} from '../../text/cells.js';
import {cleanText} from '../../text/clean.js';
import type {Look} from '../../reports/theme.js';
import type {ListLayout} from './list-layout.js';

/** The head of the list. */
export const listHead = ({label, columns}: ListLayout, width: number, {theme, glyphs}: Look): string =>
	theme.faint(cutEnd(`  ${padEnd('id', label)}${columns.map(({head}) => `  ${head}`).join('')}`, width, glyphs.ellipsis));

type RowOptions = {readonly layout: ListLayout; readonly width: number; readonly isSelected: boolean; readonly isMarked: boolean};

/** One iteration of the list, `width` cells; a skipped one gives its reason in the place of numbers. */
export function listRow(iteration: Iteration, {layout, width, isSelected, isMarked}: RowOptions, {theme, glyphs}: Look): string {
	const label = padEnd(cutEnd(cleanText(iteration.label), layout.label, glyphs.ellipsis), layout.label);
	const rest = isLoaded(iteration)
		? layout.columns.map(({cell}) => `  ${cell(iteration)}`).join('')
		: `  ${cutMiddle(`skipped: ${cleanText(iteration.reason)}`, Math.max(0, width - layout.label - 4), glyphs.ellipsis)}`;
	const line = padEnd(cutEnd(`${isSelected ? '>' : ' '}${isMarked ? '*' : ' '}${label}${rest}`, width, glyphs.ellipsis), width);
	if (isSelected) {
		return theme.cursor(line);
	}

	return isLoaded(iteration) ? (iteration.clients.failed + iteration.servers.failed > 0 ? theme.bad(line) : line) : theme.warning(line);
}
