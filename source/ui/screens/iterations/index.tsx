import {Box} from 'ink';
import {isLoaded, type Iteration} from '../../../campaign/model/iteration.js';
import {iterationsReport} from '../../../reports/list-reports.js';
import {agentFormulas, binFormulas} from '../../../reports/formulas.js';
import {memoizeLast, memoizeOptions} from '../../../system/memoize.js';
import {cutEnd} from '../../../text/cells.js';
import {cleanText} from '../../../text/clean.js';
import {emptyIterations} from '../../components/empty.js';
import {dividerWidth, Lines, Panes} from '../../components/lines.js';
import type {Screen, ViewProps, WindowSpec} from '../../definitions.js';
import {
	openLatencyKey, sideKey, sortKeys,
} from '../../keys/shared-keys.js';
import {isBeside} from '../../layout.js';
import {
	hasIterations, markedIterations, selectedIteration, shownIterations,
} from '../../state/iterations.js';
import {windowOf} from '../../state/scroll.js';
import type {State} from '../../state/state.js';
import {detailLines, type DetailOptions} from './detail.js';
import {layoutList, listHead, listRow} from './list-layout.js';
import {
	askedOf, detailTop, listEntries, listHeight, scrollDetail,
} from './state.js';

/** For names of groups and reasons of skipped iterations. */
const minWidth = 60;
/** Both sides beside each other, and bars long enough to compare; what is left of a wide terminal is for the list. */
const detailWidth = 40;

const layoutOf = memoizeLast(layoutList);
const detailOf = memoizeOptions(({iteration, look, ...options}: {readonly iteration: Iteration; readonly look: State['look']} & DetailOptions) =>
	detailLines(iteration, options, look));

function windowSpec(state: State): WindowSpec {
	const entries = listEntries(state);
	const selected = selectedIteration(state);
	return {cursor: selected ? entries.indexOf(selected) : -1, count: entries.length, height: listHeight(state.size) - 1};
}

/** The list of iterations, and the selected one in detail beside it (below it where the terminal is narrow). */
function IterationsView({state, width, height}: ViewProps) {
	const {look} = state;
	const isWide = isBeside(state.size);
	const maxWidth = isWide ? width - dividerWidth - detailWidth : width;
	const layout = layoutOf(shownIterations(state), maxWidth, look);
	const listWidth = isWide ? Math.min(maxWidth, Math.max(minWidth, layout.width)) : width;
	const selected = selectedIteration(state);
	const marked = markedIterations(state);
	const {first, end} = windowOf(state, windowSpec(state));
	const rows = listEntries(state).slice(first, end).map(entry => typeof entry === 'string'
		? look.theme.strong(cutEnd(`  ${cleanText(entry)}`, listWidth, look.glyphs.ellipsis))
		: listRow(entry, {
			layout, width: listWidth, isSelected: entry === selected, isMarked: marked.has(entry.index),
		}, look));
	const list = [listHead(layout, listWidth, look), ...rows];
	if (isWide) {
		const detail = detailInSight(state, {width: width - listWidth - dividerWidth, height});
		return <Panes left={list} leftWidth={listWidth} right={detail} height={height} divider={look.glyphs.divider}/>;
	}

	const rowsHeight = listHeight(state.size);
	return (
		<Box flexDirection='column'>
			<Box height={rowsHeight}><Lines lines={list}/></Box>
			<Lines lines={[look.glyphs.rule.repeat(width), ...detailInSight(state, {width, height: height - rowsHeight - 1})]}/>
		</Box>
	);
}

type Size = {readonly width: number; readonly height: number};

/** The detail's lines in sight, and a last line that says how many are not. */
function detailInSight(state: State, {width, height}: Size): readonly string[] {
	const {side, loading, iterations, look} = state;
	const selected = selectedIteration(state);
	const lines = selected
		? detailOf({
			iteration: selected, side, asked: askedOf(state, selected), width, look,
		})
		: [];
	const isUnusable = !loading && !iterations.some(iteration => isLoaded(iteration));
	const all = isUnusable ? [...allSkippedLines(state).map(line => cutEnd(line, width, look.glyphs.ellipsis)), ...lines] : lines;
	const top = Math.min(detailTop(state), Math.max(0, all.length - height));
	const rest = all.length - top - height;
	return rest > 0
		? [...all.slice(top, top + height - 1), look.theme.faint(cutEnd(`${look.glyphs.ellipsis} ${rest + 1} more lines: J`, width, look.glyphs.ellipsis))]
		: all.slice(top, top + height);
}

/** What an iteration must have, for a campaign whose iterations were all skipped. */
const allSkippedLines = ({iterations, folder}: State): readonly string[] => [
	`Not one of the ${iterations.length} iterations can be used.`,
	`Looked in ${cleanText(folder)}/BACKUP_DIR/ for *controller*.log (not *_docker.log):`,
	'two lines of JSON each, results per client and per server.',
	'',
];

export const iterationsScreen: Screen = {
	id: 'iterations',
	title: 'Iterations',
	help: 'list and details',
	View: IterationsView,
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
		look: [...sortKeys, sideKey],
	},
	window: windowSpec,
	empty: emptyIterations,
	report: state => hasIterations(state) ? iterationsReport(shownIterations(state)) : undefined,
	formulas: () => [
		'The list shows rate and latency of the primary side: of clients for rpc-call, of servers for all others. Failed are those of both sides.',
		...agentFormulas,
		...binFormulas,
	],
};
