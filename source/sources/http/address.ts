import {sourceError} from '../errors.js';

/** An address as it was typed, taken apart. */
export type HttpAddress = {
	/** The folder, with `/` at its end and without user, password, query and fragment. */
	readonly base: URL;
	/** The same as a text, for people and for keys of the cache. */
	readonly shown: string;
	/** The last folder of it. */
	readonly name: string;
	/** User and password, where it has them. */
	readonly credentials: Credentials | undefined;
};

export type Credentials = {readonly user: string; readonly password: string};

/** Whether a word is an address of a server. */
export const isHttpAddress = (word: string): boolean => /^https?:\/\//iv.test(word);

/** Takes an address apart. Throws source-address-invalid; the address is not in its message, as a password may be in it. */
export function parseAddress(word: string): HttpAddress {
	try {
		const base = new URL(word);
		const credentials = base.username === '' && base.password === ''
			? undefined
			: {user: decodeURIComponent(base.username), password: decodeURIComponent(base.password)};
		base.username = '';
		base.password = '';
		base.search = '';
		base.hash = '';
		base.pathname = base.pathname.replace(/\/index\.html?$/v, '/').replace(/\/*$/v, '/');
		const last = base.pathname.split('/').at(-2) ?? '';
		return {
			base, credentials, shown: base.href, name: last === '' ? base.hostname : decodeURIComponent(last),
		};
	} catch {
		throw sourceError('source-address-invalid', 'the address of the CAMPAIGN is none');
	}
}
