import {agentColumnNamed, agentColumns} from '../campaign/agents/agent-columns.js';
import type {AgentGrouping} from '../campaign/agents/agent-table.js';
import {groupAgents} from '../campaign/agents/group-agents.js';
import {loadAgents} from '../campaign/agents/load-agents.js';
import {allAgents, sortAgents, type AgentSorting} from '../campaign/agents/select-agents.js';
import {campaignError} from '../campaign/errors.js';
import type {Campaign} from '../campaign/files/parameters.js';
import type {LoadedIteration} from '../campaign/model/iteration.js';
import {agentsData, agentTableLines, type ChosenAgents} from '../reports/agents-report.js';
import {textOutput} from '../reports/formats.js';
import {usageError} from '../system/errors.js';
import {suggestion} from '../text/names.js';
import {formatAmount, formatCount} from '../text/numbers.js';
import {cleanText} from '../text/clean.js';
import {textFlag, type Invocation} from './command.js';
import {chosenSide, loadChosen} from './load-for-command.js';
import {untilSignal} from './on-signals.js';
import {lookOf, note, print} from './print.js';

/** Prints the clients or servers of iterations: individually, by host, or by topic. */
export async function agentsCommand(invocation: Invocation): Promise<number> {
	const by = groupings[textFlag(invocation, 'by') ?? 'agent'] ?? 'agent';
	const sorting = sortingOf(textFlag(invocation, 'sort'), by);
	const {campaign, iterations} = await loadChosen(invocation);
	return untilSignal(async signal => {
		const chosen = await chosenAgents(campaign, iterations, {
			invocation, by, sorting, signal,
		});
		return print({...agentsData(chosen, by), text: () => draw(chosen, by, invocation)}, chosen.length, invocation);
	}, status => status);
}

type ChosenOptions = {
	readonly invocation: Invocation;
	readonly by: AgentGrouping;
	readonly sorting: AgentSorting | undefined;
	readonly signal: AbortSignal;
};

async function chosenAgents(
	campaign: Campaign,
	iterations: readonly LoadedIteration[],
	{invocation, by, sorting, signal}: ChosenOptions,
): Promise<readonly ChosenAgents[]> {
	const chosen: ChosenAgents[] = [];
	for (const iteration of iterations) {
		const side = chosenSide(invocation, iteration);
		const loaded = await loadAgents(campaign, iteration, {signal, packedLogs: invocation.packedLogs});
		signal.throwIfAborted();
		if (loaded.status === 'loaded') {
			const table = by === 'agent' ? loaded[side] : groupAgents(loaded[side], by);
			chosen.push({
				iteration, side, table, rows: sorting ? sortAgents(table, sorting) : allAgents(table),
			});
		} else if (iterations.length === 1) {
			throw campaignError('iteration-skipped', `${iteration.label}: ${loaded.reason}`);
		} else {
			note(invocation, `skipped ${iteration.label}: ${loaded.reason}`);
		}
	}

	return chosen;
}

const groupings: Readonly<Record<string, AgentGrouping>> = {agent: 'agent', host: 'host', topic: 'topic'};

/** The sorting of agents; groups are sorted by mean by default, slowest first. Throws a usage error for an unknown column. */
function sortingOf(text: string | undefined, by: AgentGrouping): AgentSorting | undefined {
	if (text === undefined) {
		return by === 'agent' ? undefined : {column: 'latency_mean', descending: true};
	}

	const [name = '', direction = 'asc', ...rest] = text.split(':');
	const column = name === by ? agentColumnNamed('name') : agentColumnNamed(name);
	if (!column) {
		throw usageError(`--sort ${text}: no column ${name}; ${suggestion(name, agentColumns.map(({id}) => id))}`);
	}

	if ((direction !== 'asc' && direction !== 'desc') || rest.length > 0) {
		throw usageError(`--sort ${text}: the order is asc or desc`);
	}

	return {column: column.id, descending: direction === 'desc'};
}

function draw(chosen: readonly ChosenAgents[], by: AgentGrouping, invocation: Invocation): string {
	const look = lookOf(invocation);
	return chosen.map(({iteration, side, table, rows}) => textOutput([
		look.theme.strong(`${cleanText(iteration.title)}  ${by === 'agent' ? formatCount(rows.length) : `${formatAmount(rows.length, by)} of`} ${side}`),
		...agentTableLines(table, rows, look),
	], invocation)).join('\n');
}
