import {widthOf} from '../text/cells.js';
import {concat, styled, type StyledText} from '../text/styled-text.js';
import {markOf, type Paint} from './canvas.js';

type LegendOptions = {
	readonly width: number;
	readonly maxRows: number;
	readonly ascii?: boolean;
	readonly paint?: Paint;
};

const gap = '  ';

/** Markers and names of series, as many to a row as fit in the width (cells); series beyond the last row are counted: `… 3 more`. */
export function seriesLegend(names: readonly string[], {width, maxRows, ascii = false, paint = text => text}: LegendOptions): readonly StyledText[] {
	const entries = names.map((name, index) => styled`${paint(markOf(index, ascii), index)} ${name}`);
	const firstRows = wrap(entries, width).slice(0, maxRows);
	let shown = firstRows.flat().length;
	const withCount = () => shown === entries.length ? entries : [...entries.slice(0, shown), `${ascii ? '...' : '…'} ${entries.length - shown} more`];
	while (shown > 1 && wrap(withCount(), width).length > maxRows) {
		shown--;
	}

	return wrap(withCount(), width).map(row => concat(row, gap)).slice(0, maxRows);
}

/** Entries in rows of at most the width; a longer entry has a row of its own. */
function wrap(entries: readonly StyledText[], width: number): ReadonlyArray<readonly StyledText[]> {
	const rows: StyledText[][] = [];
	let left = 0;
	for (const entry of entries) {
		const needed = widthOf(entry) + gap.length;
		const row = rows.at(-1);
		if (row && needed <= left) {
			row.push(entry);
			left -= needed;
		} else {
			rows.push([entry]);
			left = width - widthOf(entry);
		}
	}

	return rows;
}
