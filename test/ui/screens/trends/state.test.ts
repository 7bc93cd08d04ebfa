import {expect, test} from 'vitest';
import {campaignColumns} from '../../../../source/campaign/query/campaign-columns.js';
import {
	drawnTrend, effectsView, nextTrendCallType, nextTrendView, stackView, trendCallType, trends,
} from '../../../../source/ui/screens/trends/state.js';
import {openCampaign} from '../../../../source/campaign/files/parameters.js';
import {loadIterations} from '../../../../source/campaign/files/load.js';
import type {Iteration} from '../../../../source/campaign/model/iteration.js';
import {campaignOf, entry} from '../../../campaign-builder.js';
import {iteration} from '../../../campaign/problems/iterations-builder.js';
import {filterWith, select, stateWith} from '../../state-builder.js';

const iterations: Iteration[] = [];
for await (const iteration of loadIterations(
	await openCampaign(campaignOf([entry('A'), entry('B', {call_type: 'rpc-cast'}), entry('C', {call_type: 'rpc-fanout'})])),
	{cache: false},
)) {
	iterations.push(iteration);
}

const state = select(2)(stateWith({iterations}));

test('plots the call type of the selected iteration until another is chosen; after a full cycle it follows again', () => {
	expect(trendCallType(state)).toBe('rpc-cast');
	expect(trendCallType(select(1)(state))).toBe('rpc-call');
	const chosen = nextTrendCallType(state);
	expect(trendCallType(chosen)).toBe('rpc-fanout');
	expect(trendCallType(select(1)(chosen))).toBe('rpc-fanout');
	const round = nextTrendCallType(nextTrendCallType(chosen));
	expect(trends.get(round).callType).toBeUndefined();
});

test('a chosen call type that the filter hides is replaced by that of the selected iteration', () => {
	const filter = {text: 'call', mistake: undefined, matches: (iteration: Iteration) => iteration.callType !== 'rpc-fanout'};
	expect(trendCallType(filterWith(filter)(trends.set({callType: 'rpc-fanout'})(state)))).toBe('rpc-cast');
});

test('the x axis is the first that varies; a valid choice stays, an invalid one is replaced', () => {
	expect(drawnTrend(state).axis.name).toBe('clients');
	expect(drawnTrend(trends.set({x: 'index'})(state)).axis.name).toBe('index');
	expect(drawnTrend(trends.set({x: 'gone'})(state)).axis.name).toBe('clients');
});

test('cycles through one chart, one per value of a swept parameter, effects, and the stack', () => {
	const swept = [null, '10ms'].flatMap(delay => [0, 1].map(loss => ({delay, loss}))).map((parameters, position) => iteration({index: position + 1, id: null, parameters}));
	const own = campaignColumns(swept);
	const begun = trends.set({x: 'delay'})(stateWith({iterations: swept, columns: own}));
	const second = nextTrendView(begun);
	expect(drawnTrend(begun).panels).toEqual([]);
	expect(drawnTrend(second).panels.map(({title, lines}) => [title, lines.length])).toEqual([['loss 0 %', 1], ['loss 1 %', 1]]);
	expect(trends.get(nextTrendView(second)).view).toBe(effectsView);
	const stacked = nextTrendView(nextTrendView(second));
	expect(trends.get(stacked).view).toBe(stackView);
	expect(trends.get(nextTrendView(stacked)).view).toBeUndefined();
});

test('has no chart per value of a parameter that determines x: each would be one point', () => {
	const topics = [10, 25].map((count, position) => iteration({
		index: position + 1, id: null, clients: {agents: count}, parameters: {nbr_topics: count},
	}));
	const state = trends.set({x: 'clients'})(stateWith({iterations: topics, columns: campaignColumns(topics)}));
	expect(trends.get(nextTrendView(state)).view).toBe(effectsView);
	expect(trends.get(nextTrendView(trends.set({x: 'servers'})(state))).view).toBe(effectsView);
});
