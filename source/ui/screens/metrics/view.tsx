import type {LoadedIteration} from '../../../campaign/model/iteration.js';
import type {Look} from '../../../reports/theme.js';
import {memoizeLast} from '../../../system/memoize.js';
import {dividerWidth, Panes} from '../../components/lines.js';
import type {ViewProps, WindowSpec} from '../../definitions.js';
import {bodyHeight} from '../../layout.js';
import {positionOf} from '../../state/list.js';
import {slideWindow, windowOf} from '../../state/scroll.js';
import type {State} from '../../state/state.js';
import {chartPane} from './chart-pane.js';
import {listWidth, metricList} from './metric-list.js';
import {partsWindow} from './part-lines.js';
import {hasParts} from './parts.js';
import {
	iterationsInView, metrics, metricsList,
} from './state.js';

/** What of the list of metrics is in sight. */
const listSpec = (state: State): WindowSpec =>
	({cursor: positionOf(state, metricsList), count: metricsList.total(state), height: bodyHeight(state.size)});

/** The visible window of the list that the cursor moves through. */
export const windowSpec = (state: State): WindowSpec => hasParts(state) ? partsWindow(state) : listSpec(state);

const listOf = memoizeLast((iterations: readonly LoadedIteration[], {all, known}: ReturnType<typeof metrics.get>, cursor: number, look: Look) =>
	metricList(all, iterations, {known, cursor}, look));

/** The metrics on the left, the charts of the chosen one on the right: of the selected iteration, or of all of its driver and call type. */
export function MetricsView({state, width, height}: ViewProps) {
	const {look} = state;
	const slice = metrics.get(state);
	const leftWidth = listWidth(slice.all);
	const list = listOf(iterationsInView(state), slice, positionOf(state, metricsList), look);
	const {first, end} = hasParts(state) ? slideWindow(undefined, listSpec(state)) : windowOf(state, listSpec(state));
	const right = chartPane(state, {width: width - leftWidth - dividerWidth, height});
	return <Panes left={list.slice(first, end)} leftWidth={leftWidth} right={right} height={height} divider={look.glyphs.divider}/>;
}
