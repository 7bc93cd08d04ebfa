import {
	appendFileSync, renameSync, rmSync, utimesSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {afterEach, expect, test} from 'vitest';
import type {SkipCode} from '../../../source/campaign/errors.js';
import {openCampaign, type Campaign} from '../../../source/campaign/files/parameters.js';
import {watchCampaign, type WatchEvent, type WatchOptions} from '../../../source/campaign/files/watch.js';
import {folderOf} from '../agents/agents-builder.js';

const entriesOf = (...ids: readonly string[]) => JSON.stringify(ids.map(id => ({iteration_id: id})));
const labelsOf = (event: WatchEvent | undefined) => event?.status === 'changed' ? event.campaign.entries.map(({label}) => label) : event?.reason;

const aborts: AbortController[] = [];
afterEach(() => {
	for (const abort of aborts.splice(0)) {
		abort.abort();
	}
});

/** Watches a campaign with one iteration every 20 ms; returns its folder and the events so far. */
async function watched(options: WatchOptions = {}) {
	const folder = folderOf({'params.json': entriesOf('A-0')});
	return {folder, file: path.join(folder, 'params.json'), ...follow(await openCampaign(folder), options)};
}

function follow(campaign: Campaign, options: WatchOptions) {
	const abort = new AbortController();
	aborts.push(abort);
	const events: WatchEvent[] = [];
	const ended = (async () => {
		for await (const event of watchCampaign(campaign, {interval: 20, signal: abort.signal, ...options})) {
			events.push(event);
		}
	})();
	const notified = async (count: number) => expect.poll(() => events.length, {timeout: 5000, interval: 5}).toBe(count);
	return {
		abort, events, ended, notified,
	};
}

test('reports a new iteration, and nothing before', async () => {
	const {file, events, notified} = await watched();
	await sleep(100);
	expect(events).toEqual([]);
	writeFileSync(file, entriesOf('A-0', 'A-1'));
	await notified(1);
	writeFileSync(file, entriesOf('A-0', 'A-1', 'A-2'));
	await notified(2);
	expect(events.map(event => labelsOf(event))).toEqual([['A-0', 'A-1'], ['A-0', 'A-1', 'A-2']]);
});

test('reports a change between opening and watching', async () => {
	const folder = folderOf({'params.json': entriesOf('A-0')});
	const campaign = await openCampaign(folder);
	writeFileSync(path.join(folder, 'params.json'), entriesOf('A-0', 'A-1'));
	const {events, notified} = follow(campaign, {});
	await notified(1);
	expect(labelsOf(events[0])).toEqual(['A-0', 'A-1']);
});

test('reports logs that arrived between loading and watching', async () => {
	const entries = JSON.stringify(['A-0', 'A-1'].map(id => ({iteration_id: id, backup_dir: id})));
	const folder = folderOf({'params.json': entries, 'A-0/x_controller-0.log': ''});
	const campaign = await openCampaign(folder);
	const skippedFor = (...codes: readonly SkipCode[]) => () => campaign.entries.map((entry, position) => ({...entry, code: codes[position]!}));
	const unchanged = follow(campaign, {skipped: skippedFor('log-empty', 'folder-missing')});
	await sleep(100);
	expect(unchanged.events).toEqual([]);
	await follow(campaign, {skipped: skippedFor('log-missing', 'folder-missing')}).notified(1);
	await follow(campaign, {skipped: skippedFor('log-empty', 'log-missing')}).notified(1);
});

test('reports changes made by the refresh before each check; a failed refresh does not end the watch', async () => {
	let refreshes = 0;
	let file = '';
	const watching = await watched({
		async refresh() {
			refreshes++;
			if (refreshes === 2) {
				throw new Error('no server');
			}

			if (refreshes === 3) {
				writeFileSync(file, entriesOf('A-0', 'A-1'));
			}
		},
	});
	({file} = watching);
	await watching.notified(1);
	expect(labelsOf(watching.events[0])).toEqual(['A-0', 'A-1']);
	expect(refreshes).toBeGreaterThanOrEqual(3);
});

test('ignores a file that is touched or rewritten unchanged', async () => {
	const {file, events} = await watched();
	utimesSync(file, 1, 1);
	await sleep(60);
	writeFileSync(file, entriesOf('A-0'));
	await sleep(100);
	expect(events).toEqual([]);
});

test('waits silently for a partially written file, and reports it once complete', async () => {
	const {file, events, notified} = await watched();
	const text = entriesOf('A-0', 'A-1');
	writeFileSync(file, text.slice(0, 20));
	await sleep(120);
	writeFileSync(file, '');
	await sleep(60);
	expect(events).toEqual([]);
	writeFileSync(file, text.slice(0, 20));
	appendFileSync(file, text.slice(20));
	await notified(1);
	expect(labelsOf(events[0])).toEqual(['A-0', 'A-1']);
});

test('reports a permanently incomplete file once, and continues watching', async () => {
	const {file, events, notified} = await watched({timeoutMs: 60});
	writeFileSync(file, '[{"iteration_id": "A-0"}, {');
	await notified(1);
	await sleep(150);
	expect(events).toEqual([{status: 'unreadable', reason: `${file}: not JSON at byte 27`, hint: 'a running campaign rewrites it: try again, or restore it'}]);
	writeFileSync(file, entriesOf('A-0', 'A-1'));
	await notified(2);
	expect(labelsOf(events[1])).toEqual(['A-0', 'A-1']);
});

test('reports a file that is replaced after a moment without one', async () => {
	const {folder, file, events, notified} = await watched();
	writeFileSync(path.join(folder, 'next.json'), entriesOf('B-0'));
	rmSync(file);
	await sleep(60);
	renameSync(path.join(folder, 'next.json'), file);
	await notified(1);
	expect(labelsOf(events[0])).toEqual(['B-0']);
});

test('an abort ends the watch immediately, even if the next check is an hour away', async () => {
	const {abort, ended} = await watched({interval: 3_600_000});
	await sleep(30);
	abort.abort();
	await Promise.race([ended, sleep(2000).then(() => {
		throw new Error('it still watches');
	})]);
});
