import type {Column} from '../../campaign/query/columns.js';
import {type Iteration, isLoaded} from '../../campaign/model/iteration.js';
import {cutEnd, cutMiddle, padEnd} from '../../text/cells.js';
import {cleanText} from '../../text/clean.js';
import {widest} from '../../text/align.js';
import type {Look} from '../../reports/theme.js';
import type {State} from '../state/state.js';
import {drawColumn, type DrawnColumn} from './table-column.js';

type Options = Pick<State, 'sort' | 'firstColumn'> & {readonly columns: readonly Column[]; readonly width: number};

/** What ink-table is given: the two names of its columns, the frozen one and all the others in one, and the row of an iteration. */
export type TableLayout = {
	readonly frozen: {readonly name: string; readonly width: number};
	readonly rest: {readonly name: string; readonly width: number};
	/** How many of the scrolled columns are in sight. */
	readonly shown: number;
	readonly row: (iteration: Iteration, mark: {readonly isSelected: boolean; readonly isMarked: boolean}) => Readonly<Record<string, string>>;
};

const maxText = 24;
const gap = '  ';
/** Three rules and the blanks beside them. */
const frameWidth = 7;

/** Lays out the scrolled columns from the first one in sight on, as many as fit. */
export function layoutTable(iterations: readonly Iteration[], {sort, firstColumn, columns, width}: Options, look: Look): TableLayout {
	const {glyphs} = look;
	const frozenWidth = Math.min(maxText, Math.max(12, widest(iterations.map(iteration => cleanText(iteration.label))) + 2));
	const room = width - frozenWidth - frameWidth;
	const arrowOf = (id: string) => sort?.column === id ? (sort.descending ? glyphs.down : glyphs.up) : '';
	const drawn: DrawnColumn[] = [];
	let used = 0;
	for (const column of columns.slice(firstColumn)) {
		const drawnColumn = drawColumn(column, iterations, arrowOf(column.id), look);
		used += drawnColumn.width + (drawn.length > 0 ? gap.length : 0);
		if (used > room && drawn.length > 0) {
			break;
		}

		drawn.push(drawnColumn);
	}

	const name = padEnd(cutEnd(drawn.map(drawnColumn => drawnColumn.head).join(gap), room, glyphs.ellipsis), room);
	const frozenName = padEnd(`  iteration${arrowOf('iteration_id')}`, frozenWidth);
	return {
		frozen: {name: frozenName, width: frozenWidth},
		rest: {name, width: room},
		shown: drawn.length,
		row: (iteration, {isSelected, isMarked}) => ({
			[frozenName]: padEnd(
				cutEnd(`${isSelected ? '>' : ' '}${isMarked ? '*' : ' '}${cleanText(iteration.label)}`, frozenWidth, glyphs.ellipsis),
				frozenWidth,
			),
			[name]: padEnd(
				isLoaded(iteration)
					? cutEnd(restOf(iteration, drawn), room, glyphs.ellipsis)
					: cutMiddle(`skipped: ${cleanText(iteration.reason)}`, room, glyphs.ellipsis),
				room,
			),
		}),
	};
}

const restOf = (iteration: Iteration, drawn: readonly DrawnColumn[]): string => drawn.map(drawnColumn => drawnColumn.cells.get(iteration) ?? '').join(gap);
