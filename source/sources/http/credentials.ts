import {Buffer} from 'node:buffer';
import {readFile} from 'node:fs/promises';
import {homedir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {usageError} from '../../system/errors.js';
import type {Credentials, HttpAddress} from './address.js';

/** Headers that are sent only to the origin of the address. */
export type SecretHeaders = Readonly<Record<string, string>>;

/**
 * The user's headers: those given (`Name: value`), and an authorization for the user and password in the address, or else in netrc.
 * Throws a usage error for an invalid header, without its text.
 */
export async function secretHeaders({base, credentials}: HttpAddress, typed: readonly string[]): Promise<SecretHeaders> {
	const headers = Object.fromEntries(typed.map(text => parseHeader(text)));
	if ('authorization' in headers) {
		return headers;
	}

	const known = credentials ?? await netrcCredentials(base.hostname);
	return known ? {...headers, authorization: basic(known)} : headers;
}

const basic = ({user, password}: Credentials): string => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

/** Headers that the program sets itself. */
const ownHeaders: ReadonlySet<string> = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'accept-encoding', 'range', 'if-range', 'if-none-match', 'if-modified-since', 'upgrade', 'expect', 'te', 'trailer']);

function parseHeader(text: string): readonly [name: string, value: string] {
	const {name, value} = /^(?<name>[\w!#$%\&'*+.\^`\|~\-]+):[ \t]*(?<value>[\t\u0020-\u007E\u0080-\u00FF]*)$/v.exec(text)?.groups ?? {};
	if (name === undefined || value === undefined) {
		throw usageError('--header: give it as "Name: value"');
	}

	if (ownHeaders.has(name.toLowerCase())) {
		throw usageError(`--header: ${name} is set by the program itself`);
	}

	return [name.toLowerCase(), value.trim()];
}

const maxNetrc = 1024 * 1024;

/** The user and password of a host in `$NETRC`, by default `~/.netrc`. `default` entries are ignored, as they apply to any host. */
async function netrcCredentials(host: string): Promise<Credentials | undefined> {
	const file = process.env.NETRC ?? path.join(homedir(), '.netrc');
	const text = await readFile(file, 'utf8').catch(() => '');
	return text.length > maxNetrc ? undefined : parseNetrc(text, host);
}

/** Like `netrcCredentials`, for the text of a file. */
export function parseNetrc(text: string, host: string): Credentials | undefined {
	// Drops macros (up to an empty line) and comments (up to the end of the line).
	const words = text.replaceAll(/^[ \t]*macdef .*\n(?:.+\n)*/gmv, '').replaceAll(/^[ \t]*#.*$/gmv, '').match(/"(?:[^"\\]|\\.)*"|\S+/gv) ?? [];
	const value = (index: number) => (words[index] ?? '').replaceAll(/^"|"$|\\(?=.)/gv, '');
	for (const [start, word] of words.entries()) {
		if (word === 'machine' && value(start + 1).toLowerCase() === host.toLowerCase()) {
			const end = words.findIndex((next, index) => index > start + 1 && (next === 'machine' || next === 'default'));
			const own = words.slice(start + 2, end === -1 ? words.length : end);
			const after = (key: string) => {
				const index = own.findIndex((text, at) => at % 2 === 0 && text === key);
				return index === -1 ? undefined : value(start + 2 + index + 1);
			};

			const user = after('login');
			return user === undefined ? undefined : {user, password: after('password') ?? ''};
		}
	}

	return undefined;
}
