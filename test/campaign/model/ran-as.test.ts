import fc from 'fast-check';
import {expect, test} from 'vitest';
import {ranAs} from '../../../source/campaign/model/ran-as.js';

const facts = (clients: readonly [ok: number, failed: number], servers: readonly [ok: number, failed: number], receivers: number, callType: 'rpc-call' | 'rpc-cast' | 'rpc-fanout' | null = null) => ({
	clients: {ok: clients[0], failed: clients[1]},
	servers: {ok: servers[0], failed: servers[1]},
	fanout: {ok: clients[0] * receivers, sent: (clients[0] + clients[1]) * receivers},
	consoles: {callType},
});

test.for([
	['all handled by all', facts([100, 0], [400, 0], 4), 'rpc-fanout', 'counts'],
	['4 % lost', facts([100, 0], [380, 4], 4), 'rpc-fanout', 'counts'],
	['half of it lost', facts([100, 0], [200, 0], 4), 'rpc-call', 'parameters'],
	['half of it lost, as the console knows', facts([100, 0], [200, 0], 4, 'rpc-fanout'), 'rpc-fanout', 'console'],
	['one server', facts([100, 0], [100, 0], 1), 'rpc-call', 'parameters'],
	['each by one of four', facts([100, 0], [100, 0], 4), 'rpc-call', 'parameters'],
	// Calls that were handled, but not answered in time.
	['half of the calls failed, two servers', facts([50, 50], [100, 0], 2), 'rpc-call', 'parameters'],
	['nothing sent', facts([0, 0], [0, 0], 4), 'rpc-call', 'parameters'],
	['a console of casts', facts([100, 0], [100, 0], 4, 'rpc-cast'), 'rpc-cast', 'console'],
	['counts against the console', facts([100, 0], [400, 0], 4, 'rpc-call'), 'rpc-fanout', 'counts'],
	['topics unknown', {...facts([100, 0], [400, 0], 4), fanout: null}, 'rpc-call', 'parameters'],
] as const)('%s', ([, given, ran, evidence]) => {
	expect(ranAs('rpc-call', given)).toEqual({ranAs: ran, evidence});
});

test('parameters decide only if neither counts nor consoles do', () => {
	fc.assert(fc.property(fc.option(fc.string()), configured => {
		expect(ranAs(configured, facts([100, 0], [100, 0], 4))).toEqual({ranAs: configured, evidence: 'parameters'});
		expect(ranAs(configured, facts([100, 0], [100, 0], 4, 'rpc-call')).ranAs).toBe('rpc-call');
	}));
});
