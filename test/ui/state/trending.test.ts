import {expect, test} from 'vitest';
import {initialState} from '../../../source/ui/state/state.js';
import {nextTrendCallType, nextTrendX, trendCallTypeOf} from '../../../source/ui/state/trending.js';
import {openCampaign} from '../../../source/campaign/files/parameters.js';
import {loadIterations} from '../../../source/campaign/files/load.js';
import type {Iteration} from '../../../source/campaign/model/iteration.js';
import {campaignOf, entry} from '../../campaign-builder.js';

const iterations: Iteration[] = [];
for await (const iteration of loadIterations(
	await openCampaign(campaignOf([entry('A'), entry('B', {call_type: 'rpc-cast'}), entry('C', {call_type: 'rpc-fanout'})])),
	{cache: false},
)) {
	iterations.push(iteration);
}

const state = {...initialState({columns: 80, rows: 24}), iterations, selected: 2};

test('the call type of the selected iteration is drawn until another is chosen; after a round it is followed again', () => {
	expect(trendCallTypeOf(state)).toBe('rpc-cast');
	expect(trendCallTypeOf({...state, selected: 1})).toBe('rpc-call');
	const chosen = nextTrendCallType(state);
	expect(trendCallTypeOf(chosen)).toBe('rpc-fanout');
	expect(trendCallTypeOf({...chosen, selected: 1})).toBe('rpc-fanout');
	const round = nextTrendCallType(nextTrendCallType(chosen));
	expect(round.trendCallType).toBeUndefined();
});

test('a chosen call type that the filter hides gives way to that of the selected iteration', () => {
	const filter = {text: 'call', mistake: undefined, matches: (iteration: Iteration) => iteration.callType !== 'rpc-fanout'};
	expect(trendCallTypeOf({...state, trendCallType: 'rpc-fanout', filter})).toBe('rpc-cast');
});

test('the x axis goes from clients to servers to iterations and back', () => {
	expect(nextTrendX(state).trendX).toBe('servers');
	expect(nextTrendX(nextTrendX(state)).trendX).toBe('index');
	expect(nextTrendX(nextTrendX(nextTrendX(state))).trendX).toBe('clients');
});
