import {useMemo} from 'react';
import {isLoaded} from '../../campaign/iteration.js';
import {cutEnd} from '../../text/cells.js';
import {cleanText} from '../../text/clean.js';
import {Lines} from '../components/lines.js';
import {useLook} from '../context.js';
import {useWindow} from '../hooks/use-window.js';
import {
	agentRowsOf, agentSideOf, agentTableOf, selectedAgent,
} from '../state/agents-view.js';
import {selectedIteration} from '../state/selectors.js';
import type {State} from '../state/state.js';
import {agentLines} from './agents/agent-lines.js';
import {agentHead, agentLine, layoutAgents} from './agents/agent-row.js';
import {summaryLines} from './agents/agent-summary.js';
import type {ScreenProps} from './screen-props.js';

/** Every client or server of the selected iteration, or one of them by itself. */
export function AgentsScreen({state, width, height}: ScreenProps) {
	const look = useLook();
	const table = agentTableOf(state);
	const rows = agentRowsOf(state);
	const cursor = Math.min(state.agents.cursor, rows.length - 1);
	const side = agentSideOf(state);
	const layout = useMemo(() => table && layoutAgents(table, width, look), [table, width, look]);
	const summary = useMemo(() => table
		? summaryLines(table, rows, {
			sort: state.agents.sort, width,
		}, look)
		: [], [table, rows, state.agents.sort, width, look]);
	const {first, end} = useWindow(cursor, rows.length, height - summary.length - 2);
	const agent = selectedAgent(state);
	if (!table || !layout) {
		return <Lines lines={[cutEnd(`  ${whyNone(state)}`, width, look.glyphs.ellipsis)]}/>;
	}

	if (state.agents.isOpen && agent !== undefined) {
		return <Lines lines={agentLines(table, agent, {width, height, logCounts: state.logCounts}, look)}/>;
	}

	const place = look.theme.faint(`${rows.length === 0 ? 0 : cursor + 1}/${rows.length} ${side}`);
	const lines = [...rows.subarray(first, end)].map((row, index) => agentLine(table, row, {layout, width, isSelected: first + index === cursor}, look));
	const empty = rows.length === 0 ? [`  ${table.rows === 0 ? `no ${side} in this iteration` : `no agent matches "${cleanText(state.agents.filter?.text ?? '')}": Esc clears the filter`}`] : [];
	return <Lines lines={[...summary, place, agentHead(layout, state.agents.sort, width, look), ...lines, ...empty]}/>;
}

function whyNone(state: State): string {
	const iteration = selectedIteration(state);
	if (iteration && !isLoaded(iteration)) {
		return `${cleanText(iteration.label)} was skipped, so there are no agents: ${cleanText(iteration.reason)}`;
	}

	const {loaded} = state.agents;
	return loaded?.status === 'failed' ? `no agents: ${cleanText(loaded.reason)}; r reads again` : `reading the agents of ${cleanText(iteration?.label ?? '')}`;
}
