import {sourceError} from '../errors.js';

/** A parsed address. */
export type HttpAddress = {
	/** The folder, with a trailing `/`, without user, password, query and fragment. */
	readonly base: URL;
	/** `base` as text, for display and cache keys. */
	readonly shown: string;
	/** Name of the last folder, or of the host. */
	readonly name: string;
	/** User and password, if given. */
	readonly credentials: Credentials | undefined;
};

export type Credentials = {readonly user: string; readonly password: string};

/** Whether a word is an http or https address. */
export const isHttpAddress = (word: string): boolean => /^https?:\/\//iv.test(word);

/** Parses an address. Throws source-address-invalid or source-address-archive; messages never contain the password. */
export function parseAddress(word: string): HttpAddress {
	const address = takeApart(word);
	const {pathname, href} = address.base;
	if (/\.(?:tar|tar\.gz|tgz|zip)\/$/iv.test(pathname)) {
		throw sourceError('source-address-archive', `${href.slice(0, -1)}: an archive, not a folder that a server lists`);
	}

	return address;
}

function takeApart(word: string): HttpAddress {
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

/** The URL without user and password. */
export function withoutCredentials(url: URL): URL {
	const clean = new URL(url);
	clean.username = '';
	clean.password = '';
	return clean;
}
