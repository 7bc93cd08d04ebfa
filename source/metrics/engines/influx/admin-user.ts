import {Buffer} from 'node:buffer';
import {randomBytes} from 'node:crypto';
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {ByteCursor} from '../../../tsm/byte-cursor.js';
import {codeOf} from '../../../system/errors.js';

/** An InfluxDB user. */
export type User = {readonly name: string; readonly password: string};

/**
 * Replaces all users of the database in a folder with `data`, `meta` and `wal` by a new administrator, since any user of the machine can connect to a server
 * on it. To be called before the server starts. Throws Damage for a `meta.db` that cannot be read.
 */
export async function createAdminUser(database: string): Promise<User> {
	const user = {name: 'ombt-explorer', password: randomBytes(24).toString('hex')};
	const {hash} = await import('bcryptjs');
	const file = path.join(database, 'meta', 'meta.db');
	const meta = await readIfThere(file);
	await mkdir(path.dirname(file), {recursive: true, mode: 0o700});
	// The password is random: more rounds would only delay the server's start.
	await writeFile(file, withAdminUser(meta, file, {name: user.name, hash: await hash(user.password, minRounds)}), {mode: 0o600});
	return user;
}

const minRounds = 4;

async function readIfThere(file: string): Promise<Uint8Array | undefined> {
	try {
		return await readFile(file);
	} catch (error) {
		if (codeOf(error) === 'ENOENT') {
			return undefined;
		}

		throw error;
	}
}

/** Field numbers of influxd's message `Data` (services/meta/internal/meta.proto). */
const usersField = 6;
const requiredNumbers = [1, 2, 3, 7, 8, 9];

/** The bytes of a `meta.db`, or of one without databases, with its users replaced by an administrator. Throws Damage. */
export function withAdminUser(meta: Uint8Array | undefined, file: string, {name, hash}: {readonly name: string; readonly hash: string}): Uint8Array {
	const fields: Uint8Array[] = meta ? [...otherFields(new ByteCursor(meta, file))] : requiredNumbers.map(field => Buffer.from([field * 8, 1]));
	const user = Buffer.concat([bytesField(1, Buffer.from(name)), bytesField(2, Buffer.from(hash)), Buffer.from([3 * 8, 1])]);
	return Buffer.concat([...fields, bytesField(usersField, user)]);
}

/** All fields except the users, unchanged. */
function * otherFields(cursor: ByteCursor): Generator<Uint8Array> {
	while (cursor.left > 0) {
		const start = cursor.at;
		const tag = cursor.count();
		const skip = skips[tag % 8] ?? cursor.fail(`a field of an unknown kind ${tag % 8}`);
		skip(cursor);
		if (Math.floor(tag / 8) !== usersField) {
			yield cursor.bytes.subarray(start, cursor.at);
		}
	}
}

const skips: Readonly<Record<number, (cursor: ByteCursor) => void>> = {
	0: cursor => cursor.varint(),
	1: cursor => cursor.take(8),
	2: cursor => cursor.take(cursor.count()),
	5: cursor => cursor.take(4),
};

/** A length-delimited protocol buffers field with fewer than 128 bytes and a field number below 16. */
const bytesField = (field: number, bytes: Uint8Array): Uint8Array => Buffer.concat([Buffer.from([field * 8 + 2, bytes.length]), bytes]);
