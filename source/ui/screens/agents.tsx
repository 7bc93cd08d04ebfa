import {useMemo} from 'react';
import {isLoaded} from '../../campaign/model/iteration.js';
import {wrapText} from '../../text/align.js';
import {cleanText} from '../../text/clean.js';
import {Lines} from '../components/lines.js';
import {useLook} from '../context.js';
import {useWindow} from '../hooks/use-window.js';
import {histogramPosition} from '../room.js';
import {
	agentRowsOf, agentSideOf, agentTableOf, duplicatesOf, selectedAgent,
} from '../state/agents-view.js';
import {selectedIteration} from '../state/selectors.js';
import type {State} from '../state/state.js';
import {agentHistogram} from './agents/agent-histogram.js';
import {agentLines} from './agents/agent-lines.js';
import {agentHead, agentLine, layoutAgents} from './agents/agent-row.js';
import {headLines} from './agents/head-lines.js';
import type {ScreenProps} from './screen-props.js';

/** Every client or server of the selected iteration, one of them by itself, or how a number spreads over them. */
export function AgentsScreen({state, width, height}: ScreenProps) {
	const look = useLook();
	const table = agentTableOf(state);
	const rows = agentRowsOf(state);
	const cursor = Math.min(state.agents.cursor, rows.length - 1);
	const {agents: {sort, view, loaded}, logCounts} = state;
	const side = agentSideOf(state);
	const layout = useMemo(() => table && layoutAgents(table, width, look), [table, width, look]);
	const position = histogramPosition(state.size);
	const duplicates = useMemo(() => duplicatesOf(loaded, side), [loaded, side]);
	const head = useMemo(() => table && rows.length > 0
		? headLines(table, rows, {
			sort, duplicates, logCounts, width, position,
		}, look)
		: [], [table, rows, sort, duplicates, logCounts, width, position, look]);
	const {first, end} = useWindow(cursor, rows.length, height - head.length - 2);
	const agent = selectedAgent(state);
	if (!table || !layout) {
		return <Lines lines={wrapText(whyNone(state), width - 2).map(line => `  ${line}`)}/>;
	}

	if (view === 'one' && agent !== undefined) {
		const shards = duplicates.find(({name}) => name === table.names[agent])?.shards ?? [];
		const item = agentLines(table, agent, {
			shards, width, height, logCounts,
		}, look);
		return <Lines lines={item}/>;
	}

	const count = look.theme.faint(`${rows.length === 0 ? 0 : cursor + 1}/${rows.length} ${side}`);
	if (view === 'histogram') {
		const histogram = agentHistogram(table, rows, {
			sort, logCounts, marked: agent, width, height: height - 1,
		}, look);
		return <Lines lines={[count, ...histogram]}/>;
	}

	const lines = [...rows.subarray(first, end)].map((row, index) => agentLine(table, row, {layout, width, isSelected: first + index === cursor}, look));
	const empty
		= rows.length === 0
			? [
				`  ${table.rows === 0 ? `no ${side} in this iteration` : `no agent matches "${cleanText(state.agents.filter?.text ?? '')}": Esc clears the filter`}`,
			]
			: [];
	return <Lines lines={[...head, count, agentHead(layout, sort, width, look), ...lines, ...empty]}/>;
}

function whyNone(state: State): string {
	const iteration = selectedIteration(state);
	if (iteration && !isLoaded(iteration)) {
		return `${cleanText(iteration.label)} was skipped, so there are no agents: ${cleanText(iteration.reason)}`;
	}

	const {loaded} = state.agents;
	return loaded?.status === 'failed' ? `no agents: ${cleanText(loaded.reason)}; r reads again` : `reading the agents of ${cleanText(iteration?.label ?? '')}`;
}
