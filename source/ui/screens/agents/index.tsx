import {unnamedAgents} from '../../../campaign/agents/agent-names.js';
import type {AgentTable} from '../../../campaign/agents/agent-table.js';
import type {AgentSorting} from '../../../campaign/agents/select-agents.js';
import {isLoaded} from '../../../campaign/model/iteration.js';
import {agentsReport} from '../../../reports/agents-report.js';
import {binFormulas} from '../../../reports/formulas.js';
import type {Look} from '../../../reports/theme.js';
import {memoizeLast, memoizeOptions} from '../../../system/memoize.js';
import {wrapText} from '../../../text/align.js';
import {cutEnd} from '../../../text/cells.js';
import {cleanText} from '../../../text/clean.js';
import {emptyIterations} from '../../components/empty.js';
import {Lines} from '../../components/lines.js';
import type {Screen, ViewProps, WindowSpec} from '../../definitions.js';
import {
	iterationKeys, logCountsKey, sideKey, sortKeys,
} from '../../keys/shared-keys.js';
import {bodyHeight, visibleRows} from '../../layout.js';
import {hasIterations, selectedIteration} from '../../state/iterations.js';
import {listState, positionOf} from '../../state/list.js';
import type {State} from '../../state/state.js';
import type {StyledText} from '../../../text/styled-text.js';
import {agentHistogram} from './agent-histogram.js';
import {agentLines} from './agent-lines.js';
import {agentHead, agentLine, layoutAgents} from './agent-row.js';
import {agentHeadLines, histogramPosition} from './head-lines.js';
import {createAgentLoader} from './loader.js';
import {
	agents, agentSide, agentsList, agentSorting, agentTable, closeAgentGroup, duplicatesOf, nextGrouping, openAgentGroup, selectedAgent, showAgents,
	toggleHistogram, visibleAgentRows,
} from './state.js';

const layoutOf = memoizeLast((table: AgentTable, width: number, sort: AgentSorting | undefined, look: Look) => layoutAgents(table, {width, sort}, look));
const duplicatesIn = memoizeLast(duplicatesOf);
const headOf = memoizeOptions(({table, rows, size, look, ...options}: HeadOptions) =>
	agentHeadLines(table, rows, {...options, width: size.columns, position: histogramPosition(size)}, look));

type HeadOptions = {
	readonly table: AgentTable;
	readonly rows: Uint32Array;
	readonly sort: ReturnType<typeof agentSorting>;
	readonly duplicates: ReturnType<typeof duplicatesOf>;
	readonly logCounts: boolean;
	readonly size: State['size'];
	readonly look: Look;
};

const duplicates = (state: State) => duplicatesIn(agents.get(state).loaded, agentSide(state));

/** The lines above the list of agents. */
function headAbove(state: State): readonly StyledText[] {
	const table = agentTable(state);
	const rows = visibleAgentRows(state);
	const {logCounts, size, look} = state;
	return table && rows.length > 0
		? headOf({
			table, rows, sort: agentSorting(state), duplicates: duplicates(state), logCounts, size, look,
		})
		: [];
}

const windowSpec = (state: State): WindowSpec =>
	({cursor: positionOf(state, agentsList), count: visibleAgentRows(state).length, height: bodyHeight(state.size) - headAbove(state).length - 2});

/** All clients or servers of the selected iteration, a single one, or the histogram of a number. */
function AgentsView({state, width, height}: ViewProps) {
	const {look, logCounts} = state;
	const table = agentTable(state);
	if (!table) {
		return <Lines lines={wrapText(emptyReason(state), width - 2).map(line => `  ${line}`)}/>;
	}

	const {view} = agents.get(state);
	const agent = selectedAgent(state);
	if (view === 'one' && agent !== undefined) {
		const shards = duplicates(state).find(({name}) => name === table.names[agent])?.shards ?? [];
		return (
			<Lines lines={agentLines(table, agent, {
				shards, width, height,
			}, look)}/>
		);
	}

	const rows = visibleAgentRows(state);
	const sort = agentSorting(state);
	const cursor = positionOf(state, agentsList);
	const count = look.theme.faint(cutEnd(`${cursor + 1}/${rows.length} ${rowsName(state)}`, width, look.glyphs.ellipsis));
	if (view === 'histogram') {
		const histogram = agentHistogram(table, rows, {
			sort, logCounts, marked: agent, width, height: height - 1,
		}, look);
		return <Lines lines={[count, ...histogram]}/>;
	}

	const layout = layoutOf(table, width, sort, look);
	const {first, end} = visibleRows(state, windowSpec(state));
	const lines = [...rows.subarray(first, end)].map((row, index) => agentLine(table, row, {layout, width, isSelected: first + index === cursor}, look));
	return <Lines lines={[...headAbove(state), count, agentHead(layout, sort, width, look), ...lines, ...rows.length === 0 ? [noMatch(table, state)] : []]}/>;
}

/** What the rows are: `clients`, `hosts of clients`, `clients of paravance-37.rennes.grid5000.fr`; and how many have unparsable names. */
function rowsName(state: State): string {
	const {by, group} = agents.get(state);
	const side = agentSide(state);
	const table = agentTable(state);
	const unnamed = table && by === 'agent' && !group ? unnamedAgents(table) : 0;
	const note = unnamed > 0 ? `, ${unnamed} whose name has neither host nor topic` : '';
	return by === 'agent' ? `${side}${group ? ` of ${group.by} ${cleanText(group.name)}` : ''}${note}` : `${by}s of ${side}`;
}

const noMatch = (table: AgentTable, state: State): string => table.rows === 0
	? `  no ${agentSide(state)} in this iteration`
	: `  no agent matches "${cleanText(listState(state, agentsList).filter?.text ?? '')}": Esc clears the filter`;

function emptyReason(state: State): string {
	const iteration = selectedIteration(state);
	if (iteration && !isLoaded(iteration)) {
		return `${cleanText(iteration.label)} was skipped, so there are no agents: ${cleanText(iteration.reason)}`;
	}

	const {loaded} = agents.get(state);
	return loaded?.status === 'failed' ? `no agents: ${cleanText(loaded.reason)}; r reads again` : `reading the agents of ${cleanText(iteration?.label ?? '')}`;
}

/** A single agent can only be left with Esc. */
const canLeaveIteration = (state: State): boolean => hasIterations(state) && agents.get(state).view !== 'one';

/** The clients or servers of one iteration: by agent, host or topic. */
export const agentsScreen: Screen = {
	id: 'agents',
	title: 'Agents',
	help: 'each client and server of the iteration',
	View: AgentsView,
	keys: {
		open: [{
			id: 'open-agent-group',
			keys: ['enter'],
			help: 'show the agents of the host or topic',
			group: 'Screens',
			hint: 'open',
			applies: state => agents.get(state).by !== 'agent' && selectedAgent(state) !== undefined,
			run: openAgentGroup,
		}, {
			id: 'open-agent',
			keys: ['enter'],
			help: 'show the distribution and errors of the agent',
			group: 'Screens',
			hint: 'open',
			applies: state => agents.get(state).view === 'list' && selectedAgent(state) !== undefined,
			run: showAgents('one'),
		}],
		leave: [{
			id: 'close-agent',
			keys: ['escape'],
			help: 'back to all agents',
			group: 'Screens',
			hint: 'all agents',
			applies: state => agents.get(state).view !== 'list',
			run: showAgents('list'),
		}, {
			id: 'close-agent-group',
			keys: ['escape'],
			help: 'back to the hosts or topics',
			group: 'Screens',
			hint: 'groups',
			applies: state => agents.get(state).group !== undefined,
			run: closeAgentGroup,
		}],
		view: [{
			id: 'next-agent-grouping', keys: ['t'], help: 'agents one by one, by host, by topic', group: 'View', hint: 'by host', run: nextGrouping,
		}],
		move: iterationKeys(canLeaveIteration),
		display: [
			...sortKeys,
			sideKey,
			{
				id: 'toggle-agent-histogram',
				keys: ['v'],
				help: 'histogram of the sorted column, or the list',
				group: 'View',
				hint: 'histogram',
				run: toggleHistogram,
			},
			logCountsKey,
		],
	},
	list: () => agentsList,
	filtered: agentsList,
	window: windowSpec,
	empty: emptyIterations,
	report(state) {
		const table = agentTable(state);
		const iteration = selectedIteration(state);
		const selected = selectedAgent(state);
		const isOne = agents.get(state).view === 'one' && selected !== undefined;
		return table && iteration && agentsReport({
			iteration, side: agentSide(state), table, rows: isOne ? Uint32Array.of(selected) : visibleAgentRows(state),
		});
	},
	isOfIteration: () => true,
	formulas: () => [
		'Numbers of one agent, as its controller wrote them.',
		'Jain\'s index = (sum of x)² / (n · sum of x²): 1 if all are equal, 1/n if one has everything.',
		...binFormulas,
	],
	createLoader: createAgentLoader,
};
