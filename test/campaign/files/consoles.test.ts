import {Buffer} from 'node:buffer';
import {
	mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {loadIterations} from '../../../source/campaign/files/load.js';
import {readConsoles} from '../../../source/campaign/files/consoles.js';
import {isLoaded, type Iteration} from '../../../source/campaign/model/iteration.js';
import {openCampaign} from '../../../source/campaign/files/parameters.js';
import {
	campaignOf, entry, logFile, newFolder, writeFiles,
} from '../../campaign-builder.js';
import {problemsOf} from '../../../source/campaign/problems/problems.js';
import {table} from '../cached-campaign.js';

const cast = 'RPC cast test results\n';
const lossLine = 'ERROR:root:Test timed out - not all messages accounted for';

async function facts(...texts: readonly string[]) {
	const folder = writeFiles(Object.fromEntries(texts.map((text, index) => [`${index}_docker.log`, text])));
	return readConsoles(texts.map((text, index) => ({
		path: path.join(folder, `${index}_docker.log`), name: `${index}_docker.log`, size: Buffer.byteLength(text), modified: '1',
	})));
}

describe('console output', () => {
	test.for([
		['RPC call test results\n', 'rpc-call'],
		['a\r\nRPC cast test results\r\nb', 'rpc-cast'],
		['\u001B[1mRPC fanout test results\u001B[0m', 'rpc-fanout'],
		['Notification test results\n', null],
		['', null],
		[`${cast}RPC call test results\n`, null],
	] as const)('%j', async ([text, callType]) => {
		expect(await facts(text)).toEqual({callType, lossReports: []});
	});

	test('one of several consoles may report a call type that the others lack', async () => {
		expect(await facts(cast, '', cast)).toMatchObject({callType: 'rpc-cast'});
		expect(await facts(cast, 'RPC call test results')).toMatchObject({callType: null});
	});

	test('errors are cut to one line of limited length', async () => {
		expect(await facts('x', `a\r\n${lossLine}\r\n${cast}`)).toEqual({callType: 'rpc-cast', lossReports: [{file: '1_docker.log', line: lossLine}]});
		const long = (await facts(`${'x'.repeat(5e4)}${lossLine}${'y'.repeat(5e4)}`))?.lossReports[0]?.line ?? '';
		expect(long).toHaveLength(300);
		expect(await facts(...Array.from({length: 30}, () => lossLine))).toMatchObject({lossReports: {length: 8}});
	});

	test('reads both ends of a long console', async () => {
		const filler = 'WARNING:amqp:nothing\n'.repeat(100_000);
		expect(await facts(`${lossLine}\n${filler}${cast}`)).toMatchObject({callType: 'rpc-cast', lossReports: [{line: lossLine}]});
		expect(await facts(`${filler}${lossLine}\n${cast}${filler}`)).toEqual({callType: null, lossReports: []});
	});

	test('accepts bytes that are not valid text', async () => {
		const folder = writeFiles({'a_docker.log': Buffer.from([0xFF, 0, 0xFE, ...Buffer.from(cast)])});
		expect(await readConsoles([{
			path: `${folder}/a_docker.log`, name: 'a_docker.log', size: 100, modified: '1',
		}])).toMatchObject({callType: 'rpc-cast'});
		expect(await readConsoles([{
			path: `${folder}/absent`, name: 'absent', size: 100, modified: '1',
		}])).toBeUndefined();
	});
});

const consoleFile = (folder: string) => path.join(folder, 'A-0/host_controller-0-topic-0-A-0-0_docker.log');
const ranAs = async (folder: string) => {
	const {value} = await loadIterations(await openCampaign(folder), {cache: false}).next() as IteratorYieldResult<Iteration>;
	return isLoaded(value) ? [value.ranAs, value.evidence] : value.reason;
};

test('ignores a console that is a folder or a dangling link', async () => {
	const folder = campaignOf([entry('A-0')], {'A-0/host_controller-0-topic-0-A-0-0_docker.log': cast});
	expect(await ranAs(folder)).toEqual(['rpc-cast', 'console']);
	rmSync(consoleFile(folder));
	mkdirSync(consoleFile(folder));
	expect(await ranAs(folder)).toEqual(['rpc-call', 'parameters']);
	rmSync(consoleFile(folder), {recursive: true});
	symlinkSync('nowhere', consoleFile(folder));
	expect(await ranAs(folder)).toEqual(['rpc-call', 'parameters']);
});

describe('cache', () => {
	const answer = async (folder: string, home: string) => (await table(folder, home, '--filter', 'ran_as=rpc-cast')).stdout !== '[]\n';

	test('keeps console data until a console grows or changes', async () => {
		const [home, folder] = [newFolder(), campaignOf([entry('A-0')], {'A-0/host_controller-0-topic-0-A-0-0_docker.log': cast})];
		const file = consoleFile(folder);
		utimesSync(file, 1000, 1000);
		expect(await answer(folder, home)).toBe(true);
		writeFileSync(file, 'RPC call test results\n');
		utimesSync(file, 1000, 1000);
		expect(await answer(folder, home)).toBe(true);
		utimesSync(file, 1000, 1001);
		expect(await answer(folder, home)).toBe(false);
	});
});

test('a skipped iteration shows the last lines of its console, with or without a log, and its problem quotes them', async () => {
	const campaign = await openCampaign(campaignOf([entry('A-0'), entry('A-1'), entry('A-2')], {
		[logFile('A-0')]: '',
		[logFile('A-0').replace('.log', '_docker.log')]: 'start\n\u001B[31mNo such queue\u001B[0m\r\nTraceback\nTraceback\n\nKilled\nKilled\n',
		[logFile('A-1')]: '',
		'A-2/host_controller-0_docker.log': 'only this',
	}));
	rmSync(path.join(campaign.folder, logFile('A-2')), {force: true});
	const all: Iteration[] = [];
	for await (const iteration of loadIterations(campaign, {cache: false})) {
		all.push(iteration);
	}

	expect(all.map(iteration => isLoaded(iteration) ? 'loaded' : iteration.consoleEnd?.lines)).toEqual([['No such queue', 'Traceback', 'Killed'], undefined, ['only this']]);
	expect(problemsOf(all).map(({quote}) => quote?.replace(/^.*: /v, ''))).toEqual(['No such queue / Traceback / Killed', undefined, 'only this']);
});
