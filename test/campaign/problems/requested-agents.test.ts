import fc from 'fast-check';
import {expect, test} from 'vitest';
import {requestedAgents} from '../../../source/campaign/problems/requested-agents.js';
import type {Iteration} from '../../../source/campaign/model/iteration.js';
import {loadIterations} from '../../../source/campaign/files/load.js';
import {openCampaign} from '../../../source/campaign/files/parameters.js';
import {iteration, skipped} from './iterations-builder.js';

const fixture = new URL('../../../fixtures/test_case_1-incremental-it-1', import.meta.url).pathname;
const ofClients = (iterations: readonly Iteration[]) =>
	requestedAgents(iterations).map(({clients: {increment, requested, found}}) => [increment, requested, found]);
const item = (
	id: string | null,
	increment: unknown,
	found: number,
	{backupDir = null, ...parameters}: {backupDir?: string | null; nbr_topics?: number; topics?: readonly string[]} = {},
) => iteration({
	id, backupDir, parameters: {nbr_clients: increment, ...parameters}, clients: {agents: found},
});

test('A-2 with 20 clients after 10 and 10 requested 40', () => {
	expect(ofClients([item('A-0', 10, 10), item('A-1', 10, 20), item('A-2', 20, 38)])).toEqual([[10, 10, 10], [10, 20, 20], [20, 40, 38]]);
});

test('an iteration without an iteration_id requested its own number', () => {
	expect(ofClients([item(null, 10, 10), item(null, 20, 19)])).toEqual([[10, 10, 10], [20, 20, 19]]);
});

test('uses the folder’s cumulative number if previous iterations are missing', () => {
	expect(ofClients([item('A-3', 10, 39, {backupDir: 'driver__broker-nbr_clients__40-nbr_servers__4'})])).toEqual([[10, 40, 39]]);
});

test('if sum and folder disagree, the actual number decides; otherwise returns nothing', () => {
	const backupDir = 'nbr_clients__10';
	expect(ofClients([item('A-0', 10, 10), item('A-1', 10, 10, {backupDir})])[1]).toEqual([10, 10, 10]);
	expect(ofClients([item('A-0', 10, 10), item('A-1', 10, 20, {backupDir})])[1]).toEqual([10, 20, 20]);
	expect(ofClients([item('A-0', 10, 10), item('A-1', 10, 15, {backupDir})])[1]).toEqual([10, null, 15]);
});

test('trusts the sum alone in a campaign with plain numbers', () => {
	expect(ofClients([item('A-0', 10, 10), item('A-1', 20, 20), item('A-2', 40, 40)]).map(([, requested]) => requested)).toEqual([10, 20, 40]);
});

test('a gap, a duplicate name or an invalid number ends the sum', () => {
	expect(ofClients([item('A-0', 5, 5), item('A-2', 5, 7)])[1]).toEqual([5, null, 7]);
	expect(ofClients([item('A-0', 5, 5), item('A-1', 5, 7), item('A-1', 5, 7)]).map(([, requested]) => requested)).toEqual([5, null, null]);
	expect(ofClients([item('A-0', null, 5), item('A-1', 5, 7)]).map(([, requested]) => requested)).toEqual([null, null]);
});

test('drivers and call types are summed separately', () => {
	const router = iteration({
		id: 'A-0', driver: 'router', parameters: {nbr_clients: 3}, clients: {agents: 3},
	});
	expect(ofClients([item('A-0', 5, 5), router, item('A-1', 5, 10)]).map(([, requested]) => requested)).toEqual([5, 3, 10]);
});

test('a skipped iteration counts in the sum but found no agents', () => {
	expect(ofClients([skipped('empty log', {id: 'A-0', parameters: {nbr_clients: 10}}), item('A-1', 10, 20)])).toEqual([[10, 10, null], [10, 20, 20]]);
});

test('multiplies agents by topics, and pairs by topics', () => {
	expect(ofClients([item(null, 2, 20, {nbr_topics: 10})])).toEqual([[2, 20, 20]]);
	expect(ofClients([item(null, null, 25, {nbr_topics: 25})])).toEqual([[null, 25, 25]]);
	// An increment of 15 pairs after 10; the folder's name tells whether agents or topics were configured.
	const added = {nbr_topics: 25, topics: Array.from({length: 15}, (_, index) => `topic-${index + 10}`)};
	expect(ofClients([item('A-1', 15, 25, added)])).toEqual([[15, 25, 25]]);
	expect(ofClients([item('A-1', 15, 20, {...added, backupDir: 'iteration_id__A-1-nbr_topics__25'})])).toEqual([[15, 25, 20]]);
	expect(ofClients([item('A-1', 15, 20, {...added, backupDir: 'iteration_id__A-1-nbr_clients__15-nbr_topics__25'})])).toEqual([[15, 375, 20]]);
});

test('a reused letter starts a new sum', () => {
	expect(ofClients([item('A-0', 5, 5), item('A-1', 5, 10), item('A-0', 2, 2), item('A-1', 2, 4)]).map(([, requested]) => requested)).toEqual([5, 10, 2, 4]);
});

test('returns nothing if listed topics could either share or multiply the agents', () => {
	expect(ofClients([item(null, 10, 30, {topics: ['topic-0', 'topic-1']})])).toEqual([[10, null, 30]]);
});

test('sums follow the numbers in names, whatever the order of entries', () => {
	fc.assert(fc.property(fc.array(fc.nat(100), {minLength: 1, maxLength: 12}).chain(increments =>
		fc.tuple(fc.constant(increments), fc.shuffledSubarray([...increments.keys()], {minLength: increments.length}))), ([increments, order]) => {
		const requested = requestedAgents(order.map(index => item(`A-${index}`, increments[index], 1e6)));
		for (const [position, index] of order.entries()) {
			expect(requested[position]?.clients.requested).toBe(increments.slice(0, index + 1).reduce((sum, value) => sum + value, 0));
		}
	}));
});

test('every iteration of the real campaign ran the requested number of agents', async () => {
	const iterations: Iteration[] = [];
	for await (const next of loadIterations(await openCampaign(fixture), {cache: false})) {
		iterations.push(next);
	}

	const requested = requestedAgents(iterations);
	expect(requested.map(({clients}) => clients.requested)).toEqual([10, 20, 40, 10, 30, 10, 30, 10, 30, 12, 8, 10]);
	expect(requested.filter(({clients, servers}) =>
		clients.found !== null && (clients.requested !== clients.found || servers.requested !== servers.found))).toEqual([]);
});
