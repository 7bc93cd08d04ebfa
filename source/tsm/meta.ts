import {Buffer} from 'node:buffer';
import type {ByteCursor} from './byte-cursor.js';
import {DecodeBudget} from './decode-budget.js';

/** Handlers for the fields of a message by number: varints, or the bytes of strings and messages. Other kinds are skipped. */
type Take = {
	readonly varint?: Readonly<Record<number, (value: bigint) => void>>;
	readonly bytes?: Readonly<Record<number, (value: ByteCursor) => void>>;
};

/** Reads all fields of a Protocol Buffers message, one by one. Throws Damage. */
function readMessage(cursor: ByteCursor, take: Take): void {
	while (cursor.left > 0) {
		const tag = cursor.count();
		const number = Math.floor(tag / 8);
		const kind = tag % 8;
		if (kind === 0) {
			const value = cursor.varint();
			take.varint?.[number]?.(value);
		} else if (kind === 2) {
			const value = cursor.part(cursor.count());
			take.bytes?.[number]?.(value);
		} else {
			cursor.take(fixedLengths[kind] ?? cursor.fail(`a field of an unknown kind ${kind}`));
		}
	}
}

const fixedLengths: Readonly<Record<number, number>> = {1: 8, 5: 4};

/** A database as described by `meta.db`. */
export type MetaDatabase = {
	readonly name: string;
	/** The retention policy to read by default. */
	readonly defaultPolicy: string;
	readonly policies: readonly MetaPolicy[];
};

type MetaPolicy = {readonly name: string; readonly groups: readonly MetaGroup[]};

/** Shards of the same time span: nanoseconds since the epoch, the end exclusive. A shard's id is the name of its folder. */
type MetaGroup = {readonly start: bigint; readonly end: bigint; readonly shards: readonly string[]};

/** Maximum memory per byte of a description. */
const objectGrowth = 32;

/** The databases in a `meta.db`, without deleted shard groups; groups ascend in time. Throws Damage. */
export function readMeta(cursor: ByteCursor, budget: DecodeBudget = new DecodeBudget(Infinity)): MetaDatabase[] {
	const databases: MetaDatabase[] = [];
	readMessage(cursor, {
		bytes: {
			5(message) {
				// Each part is a message of its own, which needs more memory than its bytes.
				budget.hold(message.left * objectGrowth, cursor.file, cursor.at);
				databases.push(readDatabase(message));
			},
		},
	});
	return databases;
}

function readDatabase(cursor: ByteCursor): MetaDatabase {
	let name = '';
	let defaultPolicy = '';
	const policies: MetaPolicy[] = [];
	readMessage(cursor, {
		bytes: {
			1(text) {
				name = readString(text);
			},
			2(text) {
				defaultPolicy = readString(text);
			},
			3: message => policies.push(readPolicy(message)),
		},
	});
	return {name, defaultPolicy, policies};
}

function readPolicy(cursor: ByteCursor): MetaPolicy {
	let name = '';
	const groups: MetaGroup[] = [];
	readMessage(cursor, {
		bytes: {
			1(text) {
				name = readString(text);
			},
			5(message) {
				const group = readGroup(message);
				groups.push(...group ? [group] : []);
			},
		},
	});
	return {name, groups: groups.toSorted((metaGroup, other) => metaGroup.start < other.start ? -1 : (metaGroup.start > other.start ? 1 : 0))};
}

function readGroup(cursor: ByteCursor): MetaGroup | undefined {
	let start = 0n;
	let end = 0n;
	let isDeleted = false;
	const shards: string[] = [];
	readMessage(cursor, {
		varint: {
			2(value) {
				start = BigInt.asIntN(64, value);
			},
			3(value) {
				end = BigInt.asIntN(64, value);
			},
			4(value) {
				isDeleted = value !== 0n;
			},
		},
		bytes: {
			5(message) {
				readMessage(message, {varint: {1: id => shards.push(String(id))}});
			},
		},
	});
	return isDeleted ? undefined : {start, end, shards};
}

const readString = (cursor: ByteCursor): string => Buffer.from(cursor.take(cursor.left)).toString('utf8');
