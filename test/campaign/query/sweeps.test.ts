import {expect, test} from 'vitest';
import type {LoadedIteration} from '../../../source/campaign/model/iteration.js';
import {axisNamed} from '../../../source/campaign/query/axis.js';
import {campaignColumns} from '../../../source/campaign/query/campaign-columns.js';
import {effectsOf} from '../../../source/campaign/query/effects.js';
import {changingParameters, distinctions} from '../../../source/campaign/query/series.js';
import {uniqueFolders, sweepsOf} from '../../../source/campaign/query/sweeps.js';
import {trendLines} from '../../../source/campaign/query/trend.js';
import {lineNames} from '../../../source/reports/trend-text.js';
import {iteration} from '../problems/iterations-builder.js';

/** Iterations in campaign order: id, clients that ran, other parameters. */
type Row = readonly [id: string | null, clients: number, parameters?: Readonly<Record<string, unknown>>];
const campaign = (...rows: readonly Row[]): readonly LoadedIteration[] =>
	rows.map(([id, agents, parameters = {}], position) => iteration({
		id, index: position + 1, parameters: {
			...parameters, iteration_id: id, driver: 'broker', call_type: 'rpc-call',
		}, clients: {agents},
	}));
function linesOf(rows: readonly LoadedIteration[], x: string, series?: readonly string[]) {
	const own = campaignColumns(rows);
	return trendLines(rows, {
		own, column: own.named('latency_mean'), axis: axisNamed(x, own)!, series,
	});
}

const namesOf = (rows: readonly LoadedIteration[], x: string, series?: readonly string[]) => lineNames(linesOf(rows, x, series), {ascii: false});
const labels = (sweeps: ReadonlyArray<readonly LoadedIteration[]>) => sweeps.map(sweep => sweep.map(({label}) => label).join(' '));

test('iterations with an id are joined by its letter; a number that does not increase starts a new line', () => {
	expect(labels(sweepsOf(campaign(['A-0', 10], ['A-1', 20], ['B-0', 10], ['A-0', 10], ['A-1', 20]), 'clients'))).toEqual(['A-0 A-1', 'B-0', 'A-0 A-1']);
});

test('without ids, those that differ only in x are joined, by actual agents; a missing parameter is null', () => {
	const [fast, slow] = [{delay: 0}, {delay: 5}];
	const rows = campaign([null, 10, fast], [null, 20, fast], [null, 10, slow], [null, 20, {...slow, pause: null}], [null, 20, {...slow, pause: 1}]);
	expect(labels(sweepsOf(rows, 'clients'))).toEqual(['#1 #2', '#3 #4', '#5']);
	expect(labels(sweepsOf(campaign([null, 10, {delay: 0}], [null, 20, {delay: 0}]), 'servers'))).toEqual(['#1', '#2']);
});

test('a sweep is named by what distinguishes it from most others, and by what changes in it', () => {
	const rows = campaign(['A-0', 10, {timeout: 60, length: 1, nbr_clients: 10}], ['A-1', 20, {timeout: 60, length: 2, nbr_clients: 20}], ['E-0', 12, {timeout: 8, length: 1, nbr_clients: 12}]);
	const [first = [], second = []] = sweepsOf(rows, 'clients');
	const options = {own: campaignColumns(rows), x: 'clients'};
	expect([distinctions(first, rows, options), changingParameters(first, 'clients')]).toEqual([{}, ['length']]);
	expect([distinctions(second, rows, options), changingParameters(second, 'clients')]).toEqual([{timeout: 8}, []]);
	expect(namesOf(rows, 'clients')).toEqual(['broker  (varying length)', 'broker  timeout 8 s']);
});

test('indistinguishable sweeps are named by their first iteration', () => {
	expect(namesOf(campaign(['A-0', 10], ['B-0', 10]), 'clients')).toEqual(['broker  A-0', 'broker  B-0']);
});

const delays = [null, '10ms', '50ms'];
const swept = campaign(...delays.flatMap(delay => [0, 1].flatMap(loss =>
	[10, 20].map((clients): Row => [null, clients, {delay, loss, nbr_clients: clients}]))));

test('against a parameter, those that differ only in it are joined; none comes first, and each line has a label', () => {
	const lines = linesOf(swept, 'delay');
	expect(lines.map(({points}) => points.map(({x}) => x))).toEqual(Array.from({length: 4}, () => [null, 10, 50]));
	expect(lines.map(({series}) => [series.nbr_clients, series.loss])).toEqual([[10, 0], [20, 0], [10, 1], [20, 1]]);
	expect(namesOf(swept, 'delay')[3]).toBe('broker  loss 1 %, clients 20');
	expect(namesOf(swept, 'clients')).toContain('broker  delay none, loss 1 %');
});

test('a line of a chosen series names every parameter that changes along it, numbers of agents as well unless x is one', () => {
	expect(namesOf(swept, 'delay', ['driver'])).toEqual(['broker  (varying loss, clients)']);
	expect(namesOf(swept, 'delay', ['loss'])).toEqual(['loss 0 %  (varying clients)', 'loss 1 %  (varying clients)'].map(name => `broker  ${name}`));
	expect(namesOf(swept, 'clients', ['driver'])).toEqual(['broker  (varying delay, loss)']);
});

test('an incremental campaign is joined by actual agents, not by increments', () => {
	const [none, some] = [{delay: null, nbr_clients: 10}, {delay: '10ms', nbr_clients: 10}];
	const rows = campaign(['A-0', 10, none], ['A-1', 20, none], ['B-0', 10, some], ['B-1', 20, some]);
	expect(labels(sweepsOf(rows, 'delay'))).toEqual(['A-0 B-0', 'A-1 B-1']);
	expect(labels(sweepsOf(rows, 'clients'))).toEqual(['A-0 A-1', 'B-0 B-1']);
});

test('without ids, requested agents are joined even if one failed to start; one client per topic follows the topics', () => {
	const rows = campaign([null, 10, {delay: 1, nbr_clients: 10}], [null, 9, {delay: 2, nbr_clients: 10}]);
	expect(labels(sweepsOf(rows, 'delay'))).toEqual(['#1 #2']);
	const pairs = campaign([null, 5, {nbr_topics: 5}], [null, 10, {nbr_topics: 10}]);
	expect([labels(sweepsOf(pairs, 'clients')), labels(sweepsOf(pairs, 'topics'))]).toEqual([['#1 #2'], ['#1 #2']]);
});

test('agents that are started per topic follow the topics: along either they are joined, unless both are swept', () => {
	const perTopic = (clients: number, topics: number): Row => [null, clients * topics, {nbr_clients: clients, nbr_topics: topics}];
	const rows = campaign(perTopic(2, 5), perTopic(2, 10));
	expect([labels(sweepsOf(rows, 'clients')), labels(sweepsOf(rows, 'topics'))]).toEqual([['#1 #2'], ['#1 #2']]);
	expect(namesOf(rows, 'clients')).toEqual(['broker  (varying topics)']);
	expect(labels(sweepsOf(campaign(perTopic(2, 5), perTopic(4, 5), perTopic(2, 10), perTopic(4, 10)), 'clients'))).toEqual(['#1 #2', '#3 #4']);
	// Incremental: params.json has the increments.
	const grown = campaign(['A-0', 5, {nbr_clients: 5, nbr_topics: 5}], ['A-1', 10, {nbr_clients: 5, nbr_topics: 10}]);
	expect(effectsOf(grown, campaignColumns(grown).named('latency_mean')!, campaignColumns(grown)).map(({parameter, from, to}) => [parameter, from, to])).toEqual([['nbr_topics', 5, 10]]);
});

test('without numbers of topics, agents do not follow them', () => {
	const rows = campaign([null, 10, {nbr_clients: 10, topics: ['a']}], [null, 20, {nbr_clients: 20, topics: ['a']}]);
	expect(labels(sweepsOf(rows, 'topics'))).toEqual(['#1', '#2']);
});

test('a parameter may have the name of a property of objects', () => {
	const rows = campaign([null, 10, {constructor: 1}], [null, 10, {constructor: 2}]);
	expect(labels(sweepsOf(rows, 'constructor'))).toEqual(['#1 #2']);
	expect(labels(sweepsOf(rows, 'servers'))).toEqual(['#1', '#2']);
});

test('a line passes through the median of repeats, and not through other points at the same x', () => {
	const mean = (value: number) => ({mean: value, count: 1});
	const rows = campaign([null, 10, {delay: 1}], [null, 10, {delay: 1}], [null, 10, {delay: 1}], [null, 10, {delay: 2}], [null, 10, {delay: 2, loss: 1}])
		.map((item, index) => ({...item, clients: {...item.clients, latency: {...item.clients.latency, ...mean([5, 1, 9, 7, 8][index]!)}}}));
	expect(linesOf(rows, 'delay')[0]?.joined).toEqual([{x: 1, y: 5}, {x: 2, y: 7}]);
	// One line per driver: two iterations at a delay of 2 are not repeats.
	expect(linesOf(rows, 'delay', ['driver'])[0]).toMatchObject({series: {driver: 'broker'}, joined: [{x: 1, y: 5}, {x: 2, y: null}]});
	expect(linesOf(rows, 'delay', ['driver'])[0]?.points).toHaveLength(5);
});

test('several entries with the same folder are one iteration', () => {
	const rows = campaign(['A-0', 10], ['A-1', 20], ['A-1', 20]).map((item, index) => ({...item, backupDir: ['a', 'b', 'b'][index]!}));
	expect(labels([uniqueFolders(rows)])).toEqual(['A-0 A-1']);
	expect(linesOf(rows, 'clients')).toHaveLength(1);
});
