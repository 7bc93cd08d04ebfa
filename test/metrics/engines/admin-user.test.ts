import {Buffer} from 'node:buffer';
import {readFileSync} from 'node:fs';
import {compareSync} from 'bcryptjs';
import {expect, test} from 'vitest';
import {createAdminUser, withAdminUser} from '../../../source/metrics/engines/influx/admin-user.js';
import {ByteCursor} from '../../../source/tsm/byte-cursor.js';
import {readMeta} from '../../../source/tsm/meta.js';
import {newFolder, writeFiles} from '../../campaign-builder.js';

const user = {name: 'own', hash: 'hash'};
/** `Data` with a term of 1 and an index of 300, two users, and a database `db` with a policy `auto`. */
const meta = Buffer.from([8, 1, 16, 0xAC, 2, 50, 3, 10, 1, 97, 42, 10, 10, 2, 100, 98, 18, 4, 97, 117, 116, 111, 50, 3, 10, 1, 98]);

test('replaces the users of a meta.db by one administrator; everything else is unchanged', () => {
	const bytes = withAdminUser(meta, 'meta.db', user);
	const own = Buffer.from([50, 13, 10, 3, ...Buffer.from('own'), 18, 4, ...Buffer.from('hash'), 24, 1]);
	expect(Buffer.from(bytes).toString('hex')).toBe(Buffer.concat([meta.subarray(0, 5), meta.subarray(10, 22), own]).toString('hex'));
	expect(readMeta(new ByteCursor(bytes, 'meta.db'))).toEqual([{name: 'db', defaultPolicy: 'auto', policies: []}]);
});

test.each([
	['cut off', meta.subarray(0, -1)],
	['with a field of a kind that there is not', Buffer.from([7])],
])('a meta.db %s is damage', (_, bytes) => {
	expect(() => withAdminUser(bytes, 'meta.db', user)).toThrow(/^meta\.db/v);
});

test('creates a missing meta.db, with a new password each time', async () => {
	const [folder, other] = [newFolder(), writeFiles({'meta/meta.db': meta})];
	const made = await createAdminUser(folder);
	const again = await createAdminUser(other);
	expect(made.password).toMatch(/^[\da-f]{48}$/v);
	expect(again.password).not.toBe(made.password);
	for (const [database, {password}] of [[folder, made], [other, again]] as const) {
		const hash = /\$2[aby]\$04\$.{53}/v.exec(readFileSync(`${database}/meta/meta.db`, 'latin1'))?.[0] ?? '';
		expect(compareSync(password, hash)).toBe(true);
	}
});
