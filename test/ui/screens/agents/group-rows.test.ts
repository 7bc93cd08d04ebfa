import {expect, test} from 'vitest';
import {groupAgents} from '../../../../source/campaign/agents/group-agents.js';
import {allAgents, sortAgents, type AgentSorting} from '../../../../source/campaign/agents/select-agents.js';
import {agentHead, agentLine, layoutAgents} from '../../../../source/ui/screens/agents/agent-row.js';
import {widthOf} from '../../../../source/text/cells.js';
import {agent, clientsOf, logOf} from '../../../campaign/agents/agents-builder.js';
import {asciiLook, plainLook} from '../../look.js';
import {plainLines} from '../../../plain-lines.js';

const named = (host: string, pid: number) => `ombt-topic-${pid % 2}-RPCClient-${host}-${pid}-${'0a'.repeat(16)}`;
const agentsOn = (host: string, factor: number, failed = 0) => Object.fromEntries([11_001, 22_000, 33_000].map(pid =>
	[named(host, pid), agent({samples: [2, 3, 4, 5, 6].map(sample => sample * factor), failed})]));
const site = '.rennes.grid5000.fr';
const table = clientsOf(logOf({...agentsOn(`paravance-7${site}`, 1), ...agentsOn(`paravance-37${site}`, 10), ...agentsOn(`paravance-38${site}`, 1)}));
const slowestFirst: AgentSorting = {column: 'latency_mean', descending: true};

function linesOf(groups: typeof table, width: number, look = plainLook): readonly string[] {
	const layout = layoutAgents(groups, {width, sort: slowestFirst}, look);
	const rows = sortAgents(groups, slowestFirst, allAgents(groups));
	const lines = Array.from(rows, row => agentLine(groups, row, {layout, width, isSelected: false}, look));
	return plainLines([agentHead(layout, slowestFirst, width, look), ...lines]);
}

test('at 80 columns hosts have sums, mean, fairness, and densities on a common axis', () => {
	expect(linesOf(groupAgents(table, 'host'), 80)).toEqual([
		'  host           ok  mean ms▼   p99 ms   agents   fairness  density 2–100 ms',
		'  paravance-37   15     40.0     ≈60          3       1.00             ▁▂▂▃▄█▄  ',
		'  paravance-7    15      4.00     ≈6.0        3       1.00  ▂▂▄▄▇█              ',
		'  paravance-38   15      4.00     ≈6.0        3       1.00  ▂▂▄▄▇█              ',
	]);
});

test('failures have a column if there are any, and the sort column is visible at every width', () => {
	const failing = groupAgents(clientsOf(logOf({...agentsOn('a', 1), ...agentsOn('b', 2, 1)})), 'host');
	expect(linesOf(failing, 80)[0]).toContain('failed');
	for (const width of [60, 80, 120, 200]) {
		const lines = linesOf(failing, width, asciiLook);
		expect(lines[0]).toContain('mean msv');
		expect(Math.max(...lines.map(line => widthOf(line)))).toBeLessThanOrEqual(width);
	}

	const byShard: AgentSorting = {column: 'shard', descending: false};
	expect(agentHead(layoutAgents(table, {width: 60, sort: byShard}, plainLook), byShard, 60, plainLook)).toContain('shard▲');
});

test('hosts of two sites are shown with full names, and so are agents at 80 columns', () => {
	const sites = clientsOf(logOf({...agentsOn('node-1.rennes.fr', 1), ...agentsOn('node-1.nantes.fr', 2)}));
	expect(linesOf(groupAgents(sites, 'host'), 80).slice(1).map(line => line.slice(2, 18))).toEqual(['node-1.nantes.fr', 'node-1.rennes.fr']);
	const layout = layoutAgents(table, {width: 80}, plainLook);
	expect(agentLine(table, 3, {layout, width: 80, isSelected: false}, plainLook)).toContain('paravance-37 · topic-1 · 11001 ');
});
