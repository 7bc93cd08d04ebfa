import {expect, test} from 'vitest';
import {
	nextTrendCallType, nextTrendX, trendCallType, trends,
} from '../../../../source/ui/screens/trends/state.js';
import {openCampaign} from '../../../../source/campaign/files/parameters.js';
import {loadIterations} from '../../../../source/campaign/files/load.js';
import type {Iteration} from '../../../../source/campaign/model/iteration.js';
import {campaignOf, entry} from '../../../campaign-builder.js';
import {filterWith, select, stateWith} from '../../state-builder.js';

const iterations: Iteration[] = [];
for await (const iteration of loadIterations(
	await openCampaign(campaignOf([entry('A'), entry('B', {call_type: 'rpc-cast'}), entry('C', {call_type: 'rpc-fanout'})])),
	{cache: false},
)) {
	iterations.push(iteration);
}

const state = select(2)(stateWith({iterations}));

test('the call type of the selected iteration is drawn until another is chosen; after a round it is followed again', () => {
	expect(trendCallType(state)).toBe('rpc-cast');
	expect(trendCallType(select(1)(state))).toBe('rpc-call');
	const chosen = nextTrendCallType(state);
	expect(trendCallType(chosen)).toBe('rpc-fanout');
	expect(trendCallType(select(1)(chosen))).toBe('rpc-fanout');
	const round = nextTrendCallType(nextTrendCallType(chosen));
	expect(trends.get(round).callType).toBeUndefined();
});

test('a chosen call type that the filter hides gives way to that of the selected iteration', () => {
	const filter = {text: 'call', mistake: undefined, matches: (iteration: Iteration) => iteration.callType !== 'rpc-fanout'};
	expect(trendCallType(filterWith(filter)(trends.set({callType: 'rpc-fanout'})(state)))).toBe('rpc-cast');
});

test('the x axis goes from clients to servers to iterations and back', () => {
	expect(trends.get(nextTrendX(state)).x).toBe('servers');
	expect(trends.get(nextTrendX(nextTrendX(state))).x).toBe('index');
	expect(trends.get(nextTrendX(nextTrendX(nextTrendX(state)))).x).toBe('clients');
});
