import {Box} from 'ink';
import type {Iteration} from '../../../campaign/model/iteration.js';
import {agentFormulas} from '../../../reports/formulas.js';
import {iterationsReport} from '../../../reports/list-reports.js';
import type {Look} from '../../../reports/theme.js';
import {memoizeOptions} from '../../../system/memoize.js';
import {emptyIterations} from '../../components/empty.js';
import {FramedTable} from '../../components/framed-table.js';
import {Lines} from '../../components/lines.js';
import type {Screen, ViewProps, WindowSpec} from '../../definitions.js';
import {openLatencyKey, sortKeys} from '../../keys/shared-keys.js';
import {bodyHeight} from '../../layout.js';
import {openPicker} from '../../overlays/picker/state.js';
import {
	cursorOf, hasIterations, iterationsList, markedIterations, shownIterations,
} from '../../state/iterations.js';
import {listState} from '../../state/list.js';
import {windowOf} from '../../state/scroll.js';
import type {State} from '../../state/state.js';
import {layoutTable, type TableOptions} from './layout.js';
import {
	columnsPicker, scrollColumns, showColumn, table, visibleColumns,
} from './state.js';

/** Lines that the frame and the head take, and the line below that says which columns are in sight. */
const frameHeight = 5;

const layoutOf = memoizeOptions(({shown, look, ...options}: {readonly shown: readonly Iteration[]; readonly look: Look} & TableOptions) =>
	layoutTable(shown, options, look));

const windowSpec = (state: State): WindowSpec =>
	({cursor: cursorOf(state), count: shownIterations(state).length, height: bodyHeight(state.size) - frameHeight});

/** Every column of every iteration: the first column stays, the rest scroll. ink-table is given what fits and no more. */
function TableView({state, width}: ViewProps) {
	const {look} = state;
	const shown = shownIterations(state);
	const cursor = cursorOf(state);
	const {first, end} = windowOf(state, windowSpec(state));
	const {firstColumn, hiddenColumns} = table.get(state);
	const columns = visibleColumns(hiddenColumns);
	const layout = layoutOf({
		shown, sort: listState(state, iterationsList).sort, firstColumn, columns, width, look,
	});
	const marked = markedIterations(state);
	const rows = shown
		.slice(first, end)
		.map((iteration, row) => layout.row(iteration, {isSelected: first + row === cursor, isMarked: marked.has(iteration.index)}));
	const hidden = hiddenColumns.size > 0 ? `, ${hiddenColumns.size} hidden: C` : '';
	const note = `columns ${firstColumn + 1}${look.glyphs.to}${firstColumn + layout.shown} of ${columns.length}${hidden}`;
	return (
		<Box flexDirection='column'>
			<FramedTable columns={layout.columns} rows={rows} glyphs={look.glyphs}/>
			<Lines lines={[look.theme.faint(note)]}/>
		</Box>
	);
}

export const tableScreen: Screen = {
	id: 'table',
	title: 'Table',
	help: 'every column',
	View: TableView,
	keys: {
		open: [openLatencyKey],
		move: [
			{
				id: 'columns-right', keys: ['right', 'l'], help: 'columns to the right', group: 'Move', hint: 'columns', run: scrollColumns(1),
			},
			{
				id: 'columns-left', keys: ['left', 'h'], help: 'columns to the left', group: 'Move', run: scrollColumns(-1),
			},
		],
		look: [
			...sortKeys,
			{
				id: 'open-columns', keys: ['C'], help: 'choose the columns of the table', group: 'Look', hint: 'choose columns', run: openPicker('columns'),
			},
		],
	},
	window: windowSpec,
	empty: emptyIterations,
	report: state => hasIterations(state) ? iterationsReport(shownIterations(state)) : undefined,
	formulas: () => [...agentFormulas, 'Spreads are mean (least–most) over the agents of a side.'],
	pickers: {columns: columnsPicker},
	afterSort: showColumn,
};
