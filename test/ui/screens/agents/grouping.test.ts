import {expect, test} from 'vitest';
import {
	visibleAgentRows, agents, agentTable, closeAgentGroup, nextGrouping, openAgentGroup, receiveAgents, selectedAgent,
} from '../../../../source/ui/screens/agents/state.js';
import {moveRow} from '../../../../source/ui/state/rows.js';
import {sequence, type Change} from '../../../../source/ui/state/state.js';
import {agent, agentsOf, logOf} from '../../../campaign/agents/agents-builder.js';
import {iteration} from '../../../campaign/problems/iterations-builder.js';
import {stateWith} from '../../state-builder.js';

const named = (host: string, pid: number) => `ombt-topic-0-RPCClient-${host}-${pid}-${'0'.repeat(32)}`;
const loaded = agentsOf(logOf({
	[named('fast', 1)]: agent({samples: [1]}), [named('slow', 2)]: agent({samples: [90]}), [named('fast', 3)]: agent({samples: [2]}),
}));
const state = receiveAgents(1, loaded)(stateWith({screen: 'agents', iterations: [iteration()]}));
const shown = (...changes: readonly Change[]) => {
	const after = sequence(...changes)(state);
	return [...visibleAgentRows(after)].map(row => agentTable(after)?.names[row]);
};

test('t switches from agents to hosts, slowest first, to topics and back', () => {
	expect(shown(nextGrouping)).toEqual(['slow', 'fast']);
	expect(shown(nextGrouping, nextGrouping)).toEqual(['topic-0']);
	expect(shown(nextGrouping, nextGrouping, nextGrouping)).toEqual(shown());
});

test('Enter opens a host, Esc returns to it', () => {
	const opened = [nextGrouping, moveRow(1), openAgentGroup];
	expect(shown(...opened)).toEqual([named('fast', 1), named('fast', 3)]);
	const closed = sequence(...opened, closeAgentGroup)(state);
	expect(agents.get(closed)).toMatchObject({by: 'host', group: undefined});
	expect(agentTable(closed)?.names[selectedAgent(closed) ?? -1]).toBe('fast');
});
