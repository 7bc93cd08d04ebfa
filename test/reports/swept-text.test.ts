import {expect, test} from 'vitest';
import {campaignColumns} from '../../source/campaign/query/campaign-columns.js';
import {constantText, sweptText} from '../../source/reports/swept-text.js';
import {iteration, skipped} from '../campaign/problems/iterations-builder.js';
import {asciiLook, plainLook} from '../ui/look.js';

const rows = [null, '10ms', '100ms'].flatMap(delay => ['broker', 'router'].flatMap(driver => [10, 40].map(clients => ({delay, driver, clients}))))
	.map(({delay, driver, clients}, position) => iteration({
		index: position + 1,
		driver,
		clients: {agents: clients},
		servers: {agents: clients / 5},
		parameters: {
			delay, driver, nbr_clients: clients, executor: position % 2 === 0 && delay === null ? 'a' : 'b', timeout: 60, topics: ['t'],
		},
	}));
const own = campaignColumns(rows);

test('lists swept parameters with range and number of values; servers that follow the clients are omitted', () => {
	expect(sweptText(rows, own, plainLook.glyphs)).toBe('delay none–100 ms (3) × clients 10–40 (2) × 2 drivers');
	expect(sweptText(rows, own, asciiLook.glyphs)).toBe('delay none-100 ms (3) x clients 10-40 (2) x 2 drivers');
	const uneven = rows.map((item, index) => ({...item, servers: {...item.servers, agents: index}}));
	expect(sweptText(uneven, own, plainLook.glyphs)).toContain('servers 0–11 (12)');
});

test('is empty if nothing varies or everything is skipped', () => {
	expect(sweptText([rows[0]!], campaignColumns([rows[0]!]), plainLook.glyphs)).toBe('');
	expect(sweptText([skipped('empty log')], campaignColumns([]), plainLook.glyphs)).toBe('');
	expect(constantText(rows[0]!, campaignColumns([rows[0]!]), plainLook.glyphs)).toBe('');
});

test('lists constants once, except topics and configured numbers of agents, which may not be what ran', () => {
	expect(constantText(rows[0]!, own, plainLook.glyphs)).toBe('same in all: timeout 60 s');
	const perTopic = [10, 25].map((topics, position) => iteration({
		index: position + 1, clients: {agents: 2 * topics}, parameters: {nbr_clients: 2, nbr_topics: topics, timeout: 60},
	}));
	const ofTopics = campaignColumns(perTopic);
	expect(constantText(perTopic[0]!, ofTopics, plainLook.glyphs)).toBe('same in all: timeout 60 s');
	expect(sweptText(perTopic, ofTopics, plainLook.glyphs)).toBe('topics 10–25 (2)');
});
