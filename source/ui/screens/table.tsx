import {Text} from 'ink';
import {Table} from 'ink-table';
import type {ReactNode} from 'react';
import {columns, isSpread, type Column} from '../../campaign/columns.js';
import {type Iteration, isLoaded} from '../../campaign/iteration.js';
import {cleanText} from '../../text/clean.js';
import {cutEnd, padStart} from '../../text/cells.js';
import {widthOf} from '../../text/width.js';
import {formatNumber, formatSpread} from '../../text/numbers.js';
import {Lines} from '../components/lines.js';
import {useLook, type Look} from '../context.js';
import {cursorOf, shownIterations, windowAround} from '../state/selectors.js';
import type {State} from '../state/state.js';
import type {ScreenProps} from './screens.js';

const frozenWidth = 10;

/** Every column of every iteration: the first column stays, the rest scroll. ink-table is given what fits and no more. */
export function TableScreen({state, width, height}: ScreenProps) {
	const look = useLook();
	const shown = shownIterations(state);
	const cursor = cursorOf(state);
	const {first, end} = windowAround(cursor, shown.length, height - 4);
	const visible = shown.slice(first, end);
	const scrolled = columns.filter(column => column.id !== 'iteration_id').slice(Math.min(state.firstColumn, columns.length - 2));
	const rows = visible.map((one, place) => ({iteration: one, isSelected: first + place === cursor}));
	const chosen = fitting(scrolled, visible, state, {width: width - frozenWidth - 4, look});
	const data = rows.map(({iteration, isSelected}): Readonly<Record<string, string>> => ({
		iteration: `${isSelected ? '>' : ' '}${cutEnd(cleanText(iteration.label), frozenWidth - 1, look.glyphs.ellipsis)}`,
		...Object.fromEntries(chosen.map(({column, head}) => [head, cellText(column, iteration, look)])),
	}));
	const last = columns.length - 1;
	const note = `columns ${state.firstColumn + 1}-${Math.min(last, state.firstColumn + chosen.length)} of ${last}`;
	const selectedRow = cursor - first;
	return data.length > 0
		? <PlainTable data={[...data]} padding={1} columns={['iteration', ...chosen.map(({head}) => ({key: head, align: 'right' as const}))]} cell={cellOf(data[selectedRow]?.iteration, look)} header={Head}/>
		: <Lines lines={[note]}/>;
}

// One line a row: rules between rows would halve what fits.
class PlainTable extends Table<Readonly<Record<string, string>>> {
	override separator = () => <Text/>;
}

function Head({children}: {readonly children?: ReactNode}) {
	return <Text bold>{children}</Text>;
}

// A cell knows its text and its column; the mark before the name tells the selected row.
const cellOf = (selected: string | undefined, {theme}: Look) => ({children, column}: {readonly children?: ReactNode; readonly column: number}) => {
	const text = typeof children === 'string' ? children : '';
	return <Text>{column === 0 && selected !== undefined && text.trim().startsWith('>') ? theme.cursor(text) : text}</Text>;
};

type Fitted = {readonly column: Column; readonly head: string};

function fitting(scrolled: readonly Column[], rows: readonly Iteration[], {sort}: State, {width, look}: {width: number; look: Look}): readonly Fitted[] {
	const chosen: Fitted[] = [];
	let used = 0;
	for (const column of scrolled) {
		const arrow = sort?.column === column.id ? (sort.descending ? look.glyphs.down : look.glyphs.up) : '';
		const head = `${column.id}${arrow}`;
		const cells = Math.max(widthOf(head), ...rows.map(one => widthOf(cellText(column, one, look)))) + 3;
		if (used + cells > width) {
			break;
		}

		used += cells;
		chosen.push({column, head});
	}

	return chosen;
}

function cellText(column: Column, iteration: Iteration, {glyphs}: Look): string {
	if (!isLoaded(iteration)) {
		return column.id === 'driver' ? cutEnd(cleanText(iteration.driver ?? ''), 16, glyphs.ellipsis) : column.id === 'call_type' ? 'skipped' : '';
	}

	const value = column.value(iteration);
	return isSpread(value)
		? formatSpread(value, glyphs)
		: typeof value === 'string' ? cutEnd(cleanText(value), 16, glyphs.ellipsis) : padStart(formatNumber(value, glyphs), 4);
}
