import {AppError} from '../../system/errors.js';
import {sourceError} from '../errors.js';

/** A parsed address. */
export type HttpAddress = {
	/** The folder, or that of an archive, with a trailing `/`, without user, password, query and fragment. */
	readonly base: URL;
	/** The address without user, password, query and fragment, for display. */
	readonly shown: string;
	/** Name of the last folder, of the archive, or of the host. */
	readonly name: string;
	/** User and password, if given. */
	readonly credentials: Credentials | undefined;
};

/** The parsed address of an archive. */
export type ArchiveAddress = HttpAddress & {
	/** With its query, which may be what permits the download. */
	readonly file: URL;
	/** Such as `.tar.gz`. */
	readonly ending: string;
};

export type Credentials = {readonly user: string; readonly password: string};

/** Whether a word is an address, also of a kind that is not supported, rather than a local file. */
export const isAddress = (word: string): boolean => /^[a-z][a-z\d+.\-]+:\/+/iv.test(word);

/** Whether a word is an http or https address. */
export const isHttpAddress = (word: string): boolean => /^https?:\/\//iv.test(word);

const archive = /\.(?:tar(?:\.gz)?|tgz|zip)$/iv;
/** Compressions that are not read. */
const otherArchive = /\.(?:tar\.(?:xz|bz2|zst|lz|lzma|lz4|Z)|txz|tbz2?|tzst)$/iv;

/** Whether a file is an archive that can be read, by its ending. */
export const isArchiveName = (name: string): boolean => archive.test(name);

/** Whether an address names an archive, by its ending. One with a trailing `/` is a folder. */
export const isArchiveAddress = (word: string): boolean =>
	isHttpAddress(word) && URL.canParse(word) && [archive, otherArchive].some(ending => ending.test(new URL(word).pathname));

/** Parses the address of a folder. Throws source-address-invalid; messages never contain the password. */
export const parseAddress = (word: string): HttpAddress => parsed(() => {
	const {url: base, credentials} = splitAddress(word);
	base.search = '';
	base.pathname = base.pathname.replace(/\/index\.html?$/v, '/').replace(/\/*$/v, '/');
	const last = base.pathname.split('/').at(-2) ?? '';
	return {
		base, credentials, shown: base.href, name: last === '' ? base.hostname : decodeURIComponent(last),
	};
});

/** Parses the address of an archive. Throws source-address-invalid, and source-compression for one that cannot be read. */
export const parseArchiveAddress = (word: string): ArchiveAddress => parsed(() => {
	const {url: file, credentials} = splitAddress(word);
	const shown = shownUrl(file);
	if (otherArchive.test(file.pathname)) {
		throw sourceError('source-compression', `${shown}: compressed by another program than gzip`, {
			hint: 'let that program unpack it: curl -sSf ADDRESS | xz -dc | ombt-explorer table -',
		});
	}

	return {
		base: new URL(shownUrl(new URL('.', file))), file, credentials, shown,
		name: decodeURIComponent(file.pathname.split('/').at(-1) ?? ''),
		ending: archive.exec(file.pathname)?.[0].toLowerCase() ?? '',
	};
});

function parsed<Address>(parse: () => Address): Address {
	try {
		return parse();
	} catch (error) {
		throw error instanceof AppError ? error : sourceError('source-address-invalid', 'the address of the CAMPAIGN is invalid');
	}
}

function splitAddress(word: string): {readonly url: URL; readonly credentials: Credentials | undefined} {
	if (!isHttpAddress(word)) {
		throw sourceError('source-address-invalid', 'the address of the CAMPAIGN does not begin with http:// or https://');
	}

	const typed = new URL(word);
	const url = stripCredentials(typed);
	url.hash = '';
	return {
		url,
		credentials: typed.username === '' && typed.password === ''
			? undefined
			: {user: decodeURIComponent(typed.username), password: decodeURIComponent(typed.password)},
	};
}

/** The URL without user and password. */
export function stripCredentials(url: URL): URL {
	const clean = new URL(url);
	clean.username = '';
	clean.password = '';
	return clean;
}

/** The URL for display: without user, password and query, which may be secret. */
export const shownUrl = (url: URL): string => `${url.origin}${url.pathname}`;
