import {
	mkdirSync, readdirSync, statSync, utimesSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {ownerText, thisProcess} from '../../source/system/owner.js';
import {openCache, type KnownOutcome} from '../../source/campaign/files/cache.js';
import {noConsoleFacts} from '../../source/campaign/files/consoles.js';
import type {LogFile} from '../../source/campaign/files/controller-logs.js';
import {readLogs} from '../../source/campaign/logs/read-logs.js';
import {campaignWith, newCacheFolder} from './cached-campaign.js';

describe('size of the cache', () => {
	const logs: readonly LogFile[] = [{
		path: '/c/a.log', name: 'a.log', size: 1, modified: '1',
	}];

	const outcomeOfLog = async (): Promise<KnownOutcome> => ({...readLogs([campaignWith(5).log]), consoles: noConsoleFacts});

	test('evicts the least recently used entries when space runs out', async () => {
		const folder = newCacheFolder();
		const outcome = await outcomeOfLog();
		const add = async (campaign: string, maxBytes: number) => {
			const cache = await openCache(campaign, {folder, maxBytes});
			cache.set(logs, outcome);
			await cache.save();
		};

		await add('/first', 1e6);
		const [first = ''] = readdirSync(folder);
		const {size} = statSync(path.join(folder, first));
		await add('/second', 1e6);
		for (const [index, name] of readdirSync(folder).entries()) {
			utimesSync(path.join(folder, name), name === first ? 2000 : 1000 + index, name === first ? 2000 : 1000 + index);
		}

		// A hit marks an entry as recently used.
		const second = await openCache('/second', {folder});
		expect(second.get(logs)).toEqual(outcome);
		await second.save();
		await add('/third', size * 2.5);
		expect(readdirSync(folder)).toHaveLength(2);
		expect(readdirSync(folder)).not.toContain(first);
	});

	test('removes unfinished files of dead processes only, and no foreign files', async () => {
		const folder = newCacheFolder();
		mkdirSync(folder, {recursive: true, mode: 0o700});
		const gone = `.ombt-explorer-${ownerText({...thisProcess(), pid: 4_194_303})}-00000000`;
		const running = `.ombt-explorer-${ownerText(thisProcess())}-00000000`;
		const foreign = ['thesis.tex', 'old.1-aa', '.ombt-explorer-notes'];
		for (const name of [gone, running, ...foreign]) {
			writeFileSync(path.join(folder, name), 'x'.repeat(1000));
			utimesSync(path.join(folder, name), 1000, 1000);
		}

		utimesSync(path.join(folder, running), new Date(), new Date());
		const cache = await openCache('/c', {folder, maxBytes: 1});
		cache.set(logs, await outcomeOfLog());
		await cache.save();
		expect(readdirSync(folder).sort()).toEqual([running, ...foreign].sort());
	});
});
