import process from 'node:process';
import {expect, test} from 'vitest';
import {kindsOf} from '../../../source/campaign/model/error-kinds.js';

const kindOf = (text: string) => kindsOf(new Map([[text, 1]]))[0]?.kind;
const hex = (seed: number) => Array.from({length: 32}, (_, index) => ((index * 7 + seed * 13) % 16).toString(16)).join('');

test('errors that differ only in ids, queues, hosts, ports and times are of the same kind', () => {
	const forms: ReadonlyArray<(seed: number) => string> = [
		seed => `Timed out waiting for a reply to message ID ${hex(seed)}`,
		seed => `Queue reply_${hex(seed)} not found`,
		seed => `The reply queue reply_${hex(seed)}_fanout_${hex(seed + 1)} has gone`,
		seed => `connection 1b4e28ba-2fa1-11d2-883f-0016d3cca4${10 + seed} closed`,
		seed => `connect to paravance-${seed}.rennes.grid5000.fr:567${seed} refused`,
		seed => `connect to rabbit-${seed}:5672 refused`,
		seed => `no route to 10.0.${seed}.7:5672`,
		seed => `at 2018-04-0${seed} 12:00:0${seed}.5: no reply`,
		seed => `<Connection at 0x7f${seed}c2a>`,
	];
	for (const form of forms) {
		const kinds = kindsOf(new Map([1, 2, 3, 4, 5, 6, 7, 8].map(seed => [form(seed), 1])));
		expect(kinds.map(({kind, distinct}) => [kind, distinct])).toHaveLength(1);
		expect(kinds[0]).toMatchObject({count: 8, distinct: 8, example: form(1)});
	}
});

test('keeps what distinguishes errors', () => {
	expect(kindOf('Queue reply_deadbeef00112233 not found')).toBe('Queue reply_<id> not found');
	expect(kindOf('connect to localhost:5672 refused')).toBe('connect to <address> refused');
	expect(kindOf('Clocks not synchronized')).toBe('Clocks not synchronized');
	expect(kindOf('a facade of feedback')).toBe('a facade of feedback');
});

test('identifies a traceback by its last line', () => {
	const traceback = 'Traceback (most recent call last):\n  File "ombt2", line 12, in call\n    raise Timeout()\nMessagingTimeout: no reply to 17\n';
	expect(kindOf(traceback)).toBe('MessagingTimeout: no reply to <n>');
});

test('masks a text of several megabytes immediately', () => {
	const start = process.cpuUsage();
	for (const piece of ['a.', 'ab-', '1', 'f0', '12:']) {
		expect(kindOf(piece.repeat(2_000_000))?.length).toBeLessThanOrEqual(1000);
	}

	expect(process.cpuUsage(start).user / 1000).toBeLessThan(1000);
});
