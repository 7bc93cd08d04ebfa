import {expect, test} from 'vitest';
import {campaignOf, entry} from '../campaign-builder.js';
import type {Explorer} from './driver.js';
import {bundled, openOn, timeoutMs} from './explorer-helpers.js';

const lineWith = (explorer: Explorer, text: RegExp): string => explorer.screen().find(line => text.test(line)) ?? '';

test('the detail scrolls separately, shows how much is left, and resets for another iteration', async () => {
	const explorer = await openOn(bundled, '1/12');
	await explorer.shows('more lines: J');
	explorer.press('J'.repeat(60));
	await explorer.shows('backup_dir');
	explorer.press('j');
	await explorer.shows('more lines: J');
	expect(lineWith(explorer, /^A-1/v)).toBe('A-1  broker rpc-call');
});

test('Esc goes back one step per press, and never quits', async () => {
	const explorer = await openOn(bundled, '1/12');
	explorer.press('Space', '2');
	await explorer.shows('1 marked');
	explorer.press('/', 'router', 'Enter');
	await explorer.shows('/router 5 of 12');
	explorer.press('Escape');
	await explorer.idle();
	expect(explorer.screen().join('\n')).not.toContain('/router');
	explorer.press('Escape');
	await explorer.idle();
	expect(explorer.screen().join('\n')).not.toContain('marked');
	explorer.press('Escape');
	await explorer.shows('ran as');
	explorer.press('Escape');
	await explorer.idle();
	expect(explorer.isAlternate()).toBe(true);
});

test('grouped by driver and call type, each group has a heading, and t restores the run order', async () => {
	const explorer = await openOn(campaignOf([entry('A-0'), entry('B-0', {driver: 'router'}), entry('A-1')]), '1/3', {columns: 120, rows: 30});
	explorer.press('t');
	await explorer.shows('router rpc-call');
	const order = () => explorer.screen().map(line => /^[ >] (?<id>[AB]-\d|broker rpc-call|router rpc-call)/v.exec(line)?.groups?.id).filter(Boolean);
	await explorer.idle();
	expect(order()).toEqual(['broker rpc-call', 'A-0', 'A-1', 'router rpc-call', 'B-0']);
	explorer.press('t');
	await explorer.idle();
	expect(order()).toEqual(['A-0', 'B-0', 'A-1']);
});

test('marks survive the filter, which shows how many of them it hides', async () => {
	const explorer = await openOn(bundled, '1/12', {columns: 120, rows: 24});
	explorer.press('Space', 'j', 'Space', 'G', 'Space');
	await explorer.shows('3 marked');
	explorer.press('/', 'A-1', 'Enter');
	await explorer.shows('3 marked (2 hidden)');
});

test('i shows the console, and / filters its lines', {timeout: 3 * timeoutMs}, async () => {
	const explorer = await openOn(bundled, '1/12');
	explorer.press('i');
	await explorer.shows('Where this comes from', timeoutMs);
	explorer.press('/', 'RPC call test', 'Enter');
	await explorer.shows(/1 of \d+ lines match "RPC call test"/v, timeoutMs);
	expect(explorer.screen().join('\n')).toContain('RPC call test results');
	explorer.press('Escape');
	await explorer.shows('params.json', timeoutMs);
	explorer.press('Escape');
	await explorer.shows('failed %', timeoutMs);
});
