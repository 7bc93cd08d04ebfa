import {expect, test} from 'vitest';
import {
	deliveryOf, failedShare, hasFailedMessages, lostShare, propagationOf,
} from '../../../source/campaign/model/delivery.js';
import {problemsOf} from '../../../source/campaign/problems/problems.js';
import {columnNamed} from '../../../source/campaign/query/columns.js';
import {iteration, skipped} from '../problems/iterations-builder.js';

const run = (callType: string, clients: readonly [ok: number, failed: number], servers: readonly [ok: number, failed: number], receivers = 1) => iteration({
	callType,
	clients: {ok: clients[0], failed: clients[1]},
	servers: {ok: servers[0], failed: servers[1]},
	fanout: {ok: clients[0] * receivers, sent: (clients[0] + clients[1]) * receivers},
});

test.for([
	['calls: what is not answered has failed', run('rpc-call', [95, 5], [100, 0]), [100, 100, 100, null, 0, 0.05, null]],
	['casts', run('rpc-cast', [100, 0], [96, 1]), [100, 100, 96, 3, 0, 0.01, 0.03]],
	['fan-outs', run('rpc-fanout', [100, 0], [380, 8], 4), [100, 400, 380, 12, 0, 0.02, 0.03]],
	['more than was sent', run('rpc-cast', [100, 0], [103, 0]), [100, 100, 103, 0, 3, 0, 0]],
	['nothing at all', run('rpc-cast', [0, 0], [0, 0]), [0, 0, 0, 0, 0, null, null]],
	['no test of ombt', run('rpc-other', [100, 0], [96, 0]), [100, null, 96, null, 0, 0, null]],
	['fan-outs to servers of unknown topics', run('rpc-fanout', [100, 0], [380, 0], 0), [100, null, 380, null, 0, 0, null]],
] as const)('%s', ([, given, [sent, expected, processed, lost, surplus, failed, lostPart]]) => {
	expect(deliveryOf(given)).toMatchObject({
		sent, expected, processed, lost, surplus,
	});
	expect([failedShare(given), lostShare(given)]).toEqual([failed, lostPart]);
	expect(['sent', 'processed', 'lost'].map(id => columnNamed(id)?.value(given))).toEqual([sent, processed, lost]);
});

test('flags failed and lost messages, but not surplus ones', () => {
	expect([run('rpc-call', [95, 5], [100, 0]), run('rpc-cast', [100, 0], [99, 0]), run('rpc-cast', [100, 0], [101, 0]), skipped('empty')].map(some => hasFailedMessages(some)))
		.toEqual([true, true, false, false]);
});

test('propagation applies to fan-outs, duration to the primary side', () => {
	const times = {clients: {start: 10, stop: 20}, servers: {start: 11, stop: 24}};
	const [call, fanout] = [iteration(times), iteration({...times, callType: 'rpc-fanout'})];
	expect([call, fanout].map(some => propagationOf(some))).toEqual([null, 14]);
	expect([call, fanout].map(some => columnNamed('duration')?.value(some))).toEqual([10, 13]);
	expect(propagationOf(iteration({callType: 'rpc-fanout', clients: {start: null}}))).toBeNull();
});

test('reports messages that were handled twice as a separate problem', () => {
	expect(problemsOf([run('rpc-cast', [100, 0], [103, 0])])).toMatchObject([{
		kind: 'duplicate-messages', count: 3, sentence: '103 casts were processed where 100 were expected: 3 too many',
	}]);
});

test('losing one message in a hundred is severe', () => {
	expect([99, 999].map(processed => problemsOf([run('rpc-cast', [processed + 1, 0], [processed, 0])])[0]?.severity)).toEqual(['error', 'warning']);
});
