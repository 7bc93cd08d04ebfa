import {Box} from 'ink';
import {isLoaded} from '../../../campaign/model/iteration.js';
import {agentFormulas} from '../../../reports/formulas.js';
import {iterationsReport} from '../../../reports/list-reports.js';
import {cutEnd} from '../../../text/cells.js';
import {cleanText} from '../../../text/clean.js';
import {emptyIterations} from '../../components/empty.js';
import {FramedTable} from '../../components/framed-table.js';
import {Lines} from '../../components/lines.js';
import type {Screen, ViewProps, WindowSpec} from '../../definitions.js';
import {figureReasons} from '../../figures/state.js';
import {figureFormulas} from '../../figures/in-use.js';
import {openLatencyKey, reverseSortKey} from '../../keys/shared-keys.js';
import {bodyHeight, visibleRows} from '../../layout.js';
import {openPicker} from '../../overlays/picker/state.js';
import {
	cursorOf, hasIterations, markedIterations, selectedIteration, shownIterations,
} from '../../state/iterations.js';
import type {State} from '../../state/state.js';
import {
	columnsPicker, hiddenCount, moveColumn, showColumn, sortByCursor, table, tableLayout, visibleColumns,
} from './state.js';

/** Lines of the frame and header, and the line below that describes the visible columns. */
const frameHeight = 5;

const windowSpec = (state: State): WindowSpec =>
	({cursor: cursorOf(state), count: shownIterations(state).length, height: bodyHeight(state.size) - frameHeight});

/** All columns of all iterations: the first column is frozen, the others scroll with the cursor. ink-table gets only the visible cells. */
function TableView({state, width}: ViewProps) {
	const {look} = state;
	const cursor = cursorOf(state);
	const {first, end} = visibleRows(state, windowSpec(state));
	const layout = tableLayout(state);
	const marked = markedIterations(state);
	const rows = shownIterations(state)
		.slice(first, end)
		.map((iteration, row) => layout.row(iteration, {isSelected: first + row === cursor, isMarked: marked.has(iteration.index)}));
	return (
		<Box flexDirection='column'>
			<FramedTable columns={layout.columns} rows={rows} look={look}/>
			<Lines lines={[look.theme.faint(cutEnd(noteLine(state), width, look.glyphs.ellipsis))]}/>
		</Box>
	);
}

/** Which columns are visible, and a description of the one under the cursor. */
function noteLine(state: State): string {
	const {cursor} = table.get(state);
	const {first, end} = tableLayout(state);
	const count = hiddenCount(state);
	const hidden = count > 0 ? `, ${count} hidden: C` : '';
	return `columns ${first + 1}${state.look.glyphs.to}${end} of ${visibleColumns(state).length}${hidden}  ${cleanText(cursor)}: ${columnNote(state, cursor)}`;
}

/** The description of a column; for figures of metrics, why the selected iteration has no value. */
function columnNote(state: State, id: string): string {
	const column = state.columns.named(id);
	const selected = selectedIteration(state);
	const [reason] = column?.metric !== undefined && selected && isLoaded(selected) && column.value(selected) === null ? figureReasons(state, selected) : [];
	return reason === undefined ? column?.help ?? '' : cleanText(reason);
}

/** The statistics table with all columns. */
export const tableScreen: Screen = {
	id: 'table',
	title: 'Table',
	help: 'every column',
	View: TableView,
	keys: {
		open: [openLatencyKey],
		move: [
			{
				id: 'column-right', keys: ['right', 'l'], help: 'column to the right', group: 'Move', hint: 'column', run: moveColumn(1),
			},
			{
				id: 'column-left', keys: ['left', 'h'], help: 'column to the left', group: 'Move', run: moveColumn(-1),
			},
			{
				id: 'first-column', keys: ['0'], help: 'first column', group: 'Move', run: moveColumn(-Infinity),
			},
			{
				id: 'last-column', keys: ['$'], help: 'last column', group: 'Move', run: moveColumn(Infinity),
			},
		],
		display: [
			{
				id: 'sort-by-cursor', keys: ['s'], help: 'sort by the column under the cursor, reverse, or reset', group: 'View', hint: 'sort', run: sortByCursor,
			},
			reverseSortKey,
			{
				id: 'open-columns', keys: ['C'], help: 'choose the columns of the table', group: 'View', hint: 'choose columns', run: openPicker('columns'),
			},
		],
	},
	window: windowSpec,
	columns: state => visibleColumns(state).map(({id}) => id),
	empty: emptyIterations,
	report: state => hasIterations(state) ? iterationsReport(shownIterations(state), visibleColumns(state)) : undefined,
	formulas: state => [...agentFormulas, 'Spreads are mean (min–max) over the agents of a side.', ...figureFormulas(state)],
	pickers: {columns: columnsPicker},
	afterSort: showColumn,
};
