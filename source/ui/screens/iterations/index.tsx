import {Box} from 'ink';
import type {Iteration} from '../../../campaign/model/iteration.js';
import {scrolledColumns} from '../../../campaign/query/campaign-columns.js';
import {iterationsReport} from '../../../reports/list-reports.js';
import {
	agentFormulas, binFormulas, deliveryFormulas, primaryFormulas,
} from '../../../reports/formulas.js';
import {sweptText} from '../../../reports/swept-text.js';
import {memoizeLast, memoizeOptions} from '../../../system/memoize.js';
import {cutEnd} from '../../../text/cells.js';
import {cleanText} from '../../../text/clean.js';
import {emptyIterations} from '../../components/empty.js';
import {Lines} from '../../components/lines.js';
import type {Screen, ViewProps, WindowSpec} from '../../definitions.js';
import {figureFormulas, figuresInUse, filteringNames} from '../../figures/in-use.js';
import {
	openLatencyKey, sideKey, sortKeys,
} from '../../keys/shared-keys.js';
import {
	hasIterations, iterationsList, markedIterations, selectedIteration, shownIterations,
} from '../../state/iterations.js';
import {listState} from '../../state/list.js';
import {visibleRows} from '../../layout.js';
import type {State} from '../../state/state.js';
import {trendColumnNames} from '../trends/state.js';
import {DetailPanes} from './detail-panes.js';
import {createBusLoader} from './loader.js';
import {layoutList, listHead, listRow} from './list-layout.js';
import {
	hasSidePane, listEntries, listHeight, scrollDetail,
} from './state.js';

const layoutOf = memoizeOptions(({shown, look, ...options}: {readonly shown: readonly Iteration[]; readonly look: State['look']} & Parameters<typeof layoutList>[1]) =>
	layoutList(shown, options, look));
const sweptOf = memoizeLast(sweptText);

function windowSpec(state: State): WindowSpec {
	const entries = listEntries(state);
	const selected = selectedIteration(state);
	return {cursor: selected ? entries.indexOf(selected) : -1, count: entries.length, height: listHeight(state) - 1};
}

/** The list of iterations, and below it everything about the selected one, on a large terminal including its sweep and the message bus. */
function IterationsView({state, width, height}: ViewProps) {
	const {look} = state;
	const {sort} = listState(state, iterationsList);
	const layout = layoutOf({
		shown: shownIterations(state), width, own: state.columns, sort, filtered: filteringNames(state), look,
	});
	const selected = selectedIteration(state);
	const marked = markedIterations(state);
	const {first, end} = visibleRows(state, windowSpec(state));
	const rows = listEntries(state).slice(first, end).map(entry => typeof entry === 'string'
		? look.theme.strong(cutEnd(`  ${cleanText(entry)}`, width, look.glyphs.ellipsis))
		: listRow(entry, {
			layout, width, isSelected: entry === selected, isMarked: marked.has(entry.index),
		}, look));
	const rowsHeight = listHeight(state);
	return (
		<Box flexDirection='column'>
			<Box height={rowsHeight}><Lines lines={[listHead(layout, width, look), ...rows]}/></Box>
			<Lines lines={[look.glyphs.rule.repeat(width)]}/>
			<DetailPanes state={state} width={width} height={height - rowsHeight - 1}/>
		</Box>
	);
}

/** The list of iterations, with the detail of the selected one. */
export const iterationsScreen: Screen = {
	id: 'iterations',
	title: 'Iterations',
	help: 'list and details',
	View: IterationsView,
	subtitle: state => sweptOf(state.iterations, state.columns, state.look.glyphs),
	keys: {
		open: [openLatencyKey],
		move: [
			{
				id: 'detail-down', keys: ['J'], help: 'scroll the detail', group: 'Move', hint: 'detail', run: scrollDetail(1),
			},
			{
				id: 'detail-up', keys: ['K'], help: 'scroll the detail back', group: 'Move', run: scrollDetail(-1),
			},
		],
		display: [...sortKeys, sideKey],
	},
	window: windowSpec,
	columns: state => hasSidePane(state) ? trendColumnNames(state) : [],
	empty: emptyIterations,
	report: state => hasIterations(state) ? iterationsReport(shownIterations(state), [...scrolledColumns(state.columns), ...figuresInUse(state)]) : undefined,
	createLoader: createBusLoader,
	formulas: state => [
		...primaryFormulas,
		'The list shows rate and latency of the primary side. Densities share one latency axis; each is scaled to its own maximum.',
		...deliveryFormulas,
		...agentFormulas,
		...binFormulas,
		...figureFormulas(state),
	],
};
