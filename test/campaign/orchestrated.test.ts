import {describe, expect, test} from 'vitest';
import {loadIterations} from '../../source/campaign/files/load.js';
import {openCampaign} from '../../source/campaign/files/parameters.js';
import {deliveryOf} from '../../source/campaign/model/delivery.js';
import {isLoaded, primarySide, type LoadedIteration} from '../../source/campaign/model/iteration.js';
import {requestedAgents} from '../../source/campaign/problems/requested-agents.js';
import {problemsOf} from '../../source/campaign/problems/problems.js';
import {columnNamed} from '../../source/campaign/query/columns.js';
import {
	callsOfClient, orchestratedCampaign, wireLatency, type Orchestrated,
} from '../orchestrated-campaign.js';

async function load(options: Orchestrated): Promise<readonly LoadedIteration[]> {
	const iterations: LoadedIteration[] = [];
	for await (const iteration of loadIterations(await openCampaign(orchestratedCampaign(options)), {cache: false})) {
		if (isLoaded(iteration)) {
			iterations.push(iteration);
		}
	}

	return iterations;
}

const kindsOf = (iterations: readonly LoadedIteration[]) => problemsOf(iterations).map(({kind}) => kind);
const requested = (iterations: readonly LoadedIteration[]) => requestedAgents(iterations).map(({clients, servers}) => [clients.requested, servers.requested]);
const found = (iterations: readonly LoadedIteration[]) => iterations.map(({clients, servers}) => [clients.agents, servers.agents]);

const clientsAndServers = [{nbr_clients: 4, nbr_servers: 2}, {nbr_clients: 10, nbr_servers: 3}, {nbr_clients: 12, nbr_servers: 9}];
const topics = [{nbr_topics: 10}, {nbr_topics: 25}, {nbr_topics: 75}];
const servers = [{nbr_clients: 1, nbr_servers: 3}, {nbr_clients: 1, nbr_servers: 6}, {nbr_clients: 1, nbr_servers: 12}];
const perTopic = topics.map(step => ({nbr_clients: 2, nbr_servers: 4, ...step}));
const cases = [
	['test case 1', {testCase: 1, steps: clientsAndServers}, 'rpc-call'],
	['test case 1 of casts', {testCase: 1, steps: clientsAndServers, callType: 'rpc-cast'}, 'rpc-cast'],
	['test case 1 of fan-outs', {testCase: 1, steps: clientsAndServers, callType: 'rpc-fanout'}, 'rpc-fanout'],
	['test case 2', {testCase: 2, steps: topics}, 'rpc-call'],
	['test case 2 of casts', {testCase: 2, steps: topics, callType: 'rpc-cast'}, 'rpc-cast'],
	['test case 3', {testCase: 3, steps: servers}, 'rpc-fanout'],
	['test case 4', {testCase: 4, steps: perTopic}, 'rpc-cast'],
] as const;
const ways = [
	['one by one', {isIncremental: false, shards: 1}],
	['incremental', {isIncremental: true, shards: 1}],
	['one by one, three controllers', {isIncremental: false, shards: 3}],
	['incremental, three controllers', {isIncremental: true, shards: 3}],
] as const;

describe.for(cases)('%s', ([, campaign, ran]) => {
	test.for(ways)('%s: requested and actual agents match, and nothing is lost', async ([, way]) => {
		const iterations = await load({...campaign, ...way});
		expect(iterations.map(({ranAs}) => ranAs)).toEqual(iterations.map(() => ran));
		expect(iterations.map(iteration => primarySide(iteration))).toEqual(iterations.map(() => ran === 'rpc-call' ? 'clients' : 'servers'));
		expect(requested(iterations)).toEqual(found(iterations));
		expect(kindsOf(iterations)).toEqual(ran === (campaign as Orchestrated).callType || ran === 'rpc-call' ? [] : ['call-type']);
		for (const iteration of iterations) {
			const {sent, expected, processed, lost} = deliveryOf(iteration);
			expect(sent).toBe(iteration.clients.agents * callsOfClient);
			expect(processed).toBe(expected);
			expect(lost).toBe(ran === 'rpc-call' ? null : 0);
			// The other side only measures the handing over of messages.
			expect(columnNamed('p50')?.value(iteration)).toBeCloseTo(wireLatency, 5);
		}
	});

	test.for(ways)('%s: without consoles, counts reveal fan-outs, but casts and calls are indistinguishable', async ([, way]) => {
		const iterations = await load({...campaign, ...way, hasConsoles: false});
		const configured = (campaign as Orchestrated).callType ?? 'rpc-call';
		expect(iterations.map(({ranAs}) => ranAs)).toEqual(iterations.map(() => ran === 'rpc-fanout' ? ran : configured));
		expect(requested(iterations)).toEqual(found(iterations));
	});
});

test('a fan-out with the parameter rpc-call is judged by its servers, and the evidence is reported once', async () => {
	const iterations = await load({testCase: 3, steps: servers, hasConsoles: false});
	expect(iterations.map(({callType}) => callType)).toEqual(['rpc-call', 'rpc-call', 'rpc-call']);
	expect(problemsOf(iterations)).toMatchObject([{
		kind: 'call-type',
		iterations: [1, 2, 3],
		sentence: 'params.json says rpc-call, but rpc-fanout ran: the 3 servers of #1 handled 60 messages where 20 were sent',
	}]);
});

test('reports casts that no server received as lost, quoting the console', async () => {
	const iterations = await load({
		testCase: 4, steps: perTopic.slice(1, 2), lost: 3,
	});
	expect(iterations.map(iteration => ['sent', 'processed', 'lost', 'failed_share', 'lost_share'].map(id => columnNamed(id)?.value(iteration)))).toEqual([[1000, 997, 3, 0, 0.3]]);
	expect(problemsOf(iterations)).toMatchObject([
		{
			kind: 'lost-messages',
			severity: 'warning',
			count: 3,
			sentence: '3 of 1,000 casts were not processed (0.3 %)',
			quote: expect.stringMatching(/^paravance-1.*_docker\.log: ERROR:root:Test timed out - not all messages accounted for$/v) as string,
		},
		{kind: 'call-type', sentence: 'params.json says rpc-call, but rpc-cast ran: *_docker.log says "RPC cast test results"'},
	]);
});

test('expects fan-outs on every server of their topic', async () => {
	const [iteration] = await load({
		testCase: 3, steps: servers.slice(2), shards: 3, lost: 5,
	});
	// Three controllers with a client each, and twelve servers that receive from all of them.
	expect(iteration && deliveryOf(iteration)).toMatchObject({
		sent: 60, expected: 720, processed: 715, lost: 5,
	});
	expect(iteration && problemsOf([iteration])[0]?.sentence).toBe('5 of 720 deliveries of fan-outs were not processed (0.69 %)');
});
