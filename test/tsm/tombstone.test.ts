import {Buffer} from 'node:buffer';
import {gzipSync} from 'node:zlib';
import {expect, test} from 'vitest';
import type {Damage} from '../../source/tsm/damage.js';
import {everyKey, FieldSelection, type KeySelection} from '../../source/tsm/field-selection.js';
import {readTombstones} from '../../source/tsm/tombstone.js';
import {bytes, int64, uint32} from './bytes.js';

const record = (key: string, min: bigint | number, max: bigint | number): Buffer =>
	bytes(uint32(Buffer.byteLength(key)), Buffer.from(key), int64(min), int64(max));
const whole = {min: -(2n ** 63n), max: 2n ** 63n - 1n};

function read(content: Uint8Array, selection: KeySelection = everyKey): {readonly found: unknown; readonly damages: readonly string[]} {
	const damages: Damage[] = [];
	const found = Object.fromEntries(readTombstones(content, 'file', {
		selection, report(damage) {
			damages.push(damage);
		},
	}));
	return {found, damages: damages.map(damage => damage.message)};
}

test('version 4 has a gzip member per delete', () => {
	const content = bytes('00001504', gzipSync(bytes(record('a#!~#f', 1, 2), record('b#!~#f', -5, 5))), gzipSync(record('a#!~#f', whole.min, whole.max)));
	expect(read(content)).toEqual({found: {'a#!~#f': [{min: 1n, max: 2n}, whole], 'b#!~#f': [{min: -5n, max: 5n}]}, damages: []});
});

test('skips deletions of keys that are not selected', () => {
	const selection = new FieldSelection([{measurement: 'a', field: 'f'}]);
	const content = bytes('00001504', gzipSync(bytes(record('a#!~#f', 1, 2), record('b#!~#f', -5, 5))));
	expect(read(content, selection)).toEqual({found: {'a#!~#f': [{min: 1n, max: 2n}]}, damages: []});
	expect(read(Buffer.from('b#!~#f\na#!~#f\n'), selection)).toEqual({found: {'a#!~#f': [whole]}, damages: []});
});

test('version 4 without a member, and an empty file, delete nothing', () => {
	expect(read(bytes('00001504'))).toEqual({found: {}, damages: []});
	expect(read(bytes())).toEqual({found: {}, damages: []});
});

test('version 3 is a single gzip member', () => {
	expect(read(bytes('00001503', gzipSync(record('a#!~#f', 1, 2))))).toEqual({found: {'a#!~#f': [{min: 1n, max: 2n}]}, damages: []});
});

test('version 2 hides nothing, since influxd corrupts its keys', () => {
	expect(read(bytes('00001502', record('a#!~#f', 1, 2)))).toEqual({found: {}, damages: []});
});

test('version 1 has lines with keys that are deleted completely', () => {
	expect(read(Buffer.from('a#!~#f\nb,host=x y#!~#g\n'))).toEqual({found: {'a#!~#f': [whole], 'b,host=x y#!~#g': [whole]}, damages: []});
});

test('uses the complete records of a truncated member', () => {
	const random = Array.from({length: 200}, (_, index) => record(`key${(index * 7919) % 1009}#!~#f`, index, index));
	const member = gzipSync(bytes(...random));
	const {found, damages} = read(bytes('00001504', gzipSync(record('a#!~#f', 1, 2)), member.subarray(0, member.length / 2)));
	const keys = Object.keys(found as Record<string, unknown>);
	expect(keys[0]).toBe('a#!~#f');
	expect(keys.length).toBeGreaterThan(20);
	expect(keys.length).toBeLessThan(200);
	expect(damages).toHaveLength(1);
});

test('a damaged member loses itself and those after it', () => {
	const first = gzipSync(record('a#!~#f', 1, 2));
	const {found, damages} = read(bytes('00001504', first, 'ffffffff', first));
	expect(found).toEqual({'a#!~#f': [{min: 1n, max: 2n}]});
	expect(damages).toEqual([`file: no gzip data begins here at byte ${4 + first.length}`]);
});

test('rejects a member that unpacks to a thousand times its size, before unpacking it', () => {
	const bomb = gzipSync(new Uint8Array(1 << 24));
	expect(read(bytes('00001504', bomb)).damages).toEqual(['file: it cannot be unpacked at byte 4']);
});

test('treats a record with a key length of 4 GiB as damage', () => {
	expect(read(bytes('00001504', gzipSync(bytes('ffffffff', '61'))))).toEqual({found: {}, damages: [expect.stringContaining('it ends too early') as string]});
});
