import {
	mkdirSync, readdirSync, statSync, utimesSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {openCache} from '../../source/campaign/files/cache.js';
import type {LogFile} from '../../source/campaign/files/controller-logs.js';
import {readLogs, type Outcome} from '../../source/campaign/logs/read-logs.js';
import {newFolder} from '../campaign-builder.js';
import {campaignWith} from './cached-campaign.js';

describe('how large it gets', () => {
	const logs: readonly LogFile[] = [{
		path: '/c/a.log', name: 'a.log', size: 1, modified: '1',
	}];

	const outcomeOfLog = async (): Promise<Outcome> => readLogs([campaignWith(5).log]);

	test('the entries that were not used for longest go when there is no room for all', async () => {
		const folder = newFolder();
		const outcome = await outcomeOfLog();
		const add = async (campaign: string, room: number) => {
			const cache = await openCache(campaign, {folder, room});
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

		// A hit makes an entry young.
		const second = await openCache('/second', {folder});
		expect(second.get(logs)).toEqual(outcome);
		await second.save();
		await add('/third', size * 2.5);
		expect(readdirSync(folder)).toHaveLength(2);
		expect(readdirSync(folder)).not.toContain(first);
	});

	test('what a process left half written goes after an hour', async () => {
		const folder = newFolder();
		mkdirSync(folder, {recursive: true});
		writeFileSync(path.join(folder, 'old.1-aa'), '');
		utimesSync(path.join(folder, 'old.1-aa'), 1000, 1000);
		writeFileSync(path.join(folder, 'new.2-bb'), '');
		const cache = await openCache('/c', {folder});
		cache.set(logs, await outcomeOfLog());
		await cache.save();
		expect(readdirSync(folder).filter(name => name.includes('.'))).toEqual(['new.2-bb']);
	});
});
