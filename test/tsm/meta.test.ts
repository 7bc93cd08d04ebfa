import {Buffer} from 'node:buffer';
import {expect, test} from 'vitest';
import {Damage} from '../../source/tsm/damage.js';
import {readMeta} from '../../source/tsm/meta.js';
import {bytes, cursorOver, varint} from './bytes.js';

const message = (number: number, ...content: readonly Uint8Array[]): Buffer => {
	const whole = bytes(...content);
	return bytes(varint(number * 8 + 2), varint(whole.length), whole);
};

const text = (number: number, value: string): Buffer => message(number, Buffer.from(value));
const number = (field: number, value: bigint): Buffer => bytes(varint(field * 8), varint(BigInt.asUintN(64, value)));
const group = (start: bigint, end: bigint, shards: readonly bigint[], deletedAt = 0n): Buffer =>
	message(5, number(1, 7n), number(2, start), number(3, end), number(4, deletedAt), ...shards.map(id => message(5, number(1, id))));

test('reads databases, policies, shard groups sorted by time, and shards, skipping other fields', () => {
	const policy = message(
		3,
		text(1, 'two weeks'),
		number(2, 0n),
		number(3, 5n),
		number(4, 1n),
		group(0n, 10n, [12n, 3n]),
		group(-20n, 0n, [2n]),
		group(10n, 20n, [9n], 1n),
	);
	const database = message(5, text(1, 'größe'), text(2, 'two weeks'), policy, text(4, 'continuous query'));
	const other = bytes(number(1, 3n), number(2, 4n), varint(6 * 8 + 1), new Uint8Array(8), varint(7 * 8 + 5), new Uint8Array(4));
	expect(readMeta(cursorOver(other, database, message(5, text(1, 'empty'))))).toEqual([
		{
			name: 'größe',
			defaultPolicy: 'two weeks',
			policies: [
				{
					name: 'two weeks',
					groups: [
						{start: -20n, end: 0n, shards: ['2']},
						{start: 0n, end: 10n, shards: ['12', '3']},
					],
				},
			],
		},
		{name: 'empty', defaultPolicy: '', policies: []},
	]);
});

test.each([
	['whose text is longer than the file', '2a 7f 61'],
	['whose number has no end', '08 ff ff ff ff ff ff ff ff ff ff ff'],
	['with a field of a kind that is not in use', '0b'],
	['that ends in a number of fixed length', '09 00'],
])('treats what %s as damage', (_, hexadecimal) => {
	expect(() => readMeta(cursorOver(hexadecimal))).toThrow(Damage);
});
