import {formatBytes} from '../../text/numbers.js';
import {sourceError} from '../errors.js';
import {isFetchedAtOnce, safePath, purposeOf} from '../member-path.js';
import type {SourceLimits} from '../source.js';
import {forEachConcurrent} from '../for-each-concurrent.js';
import {shownUrl} from './address.js';
import type {HttpClient} from './client.js';
import {checkLength, contentOf, isDecoded} from './content.js';
import {addressOf, readPage, type Listing} from './index-page.js';
import {statusError} from './request-errors.js';
import {withRetries} from './retry.js';
import {hasEnd} from './validators.js';

/** The files and folders that a server lists below an address, as paths separated by `/`. */
export type Crawled = {
	readonly files: readonly string[];
	readonly folders: readonly string[];
	/** Number of links that lead elsewhere, which were not followed. */
	readonly others: number;
	/** Folders that the server refuses to list. */
	readonly refused: readonly string[];
	/** Whether the folders contain one campaign each; only params.json was searched for in them. */
	readonly isCollection: boolean;
};

type Options = {
	readonly client: HttpClient;
	readonly base: URL;
	/** The folder to start from. */
	readonly within: string;
	/** Whether it is a database, of which every folder is needed. */
	readonly isDatabase?: boolean;
	readonly limits: SourceLimits;
	readonly signal: AbortSignal;
	readonly onProgress: (found: number) => void;
};

/** Maximum size of an index page (bytes): about 100,000 files. */
const maxPageBytes = 64 * 1024 ** 2;

/** Reads index pages recursively. Throws if the first page is not one, and whatever `HttpClient` throws. */
export async function crawl({
	client, base, within, isDatabase = false, limits, signal, onProgress,
}: Options): Promise<Crawled> {
	const files: string[] = [];
	const folders: string[] = [];
	const refused: string[] = [];
	let others = 0;
	let isCollection = false;
	/** Pages already read: a folder that redirects to one of them would contain itself. */
	const pages = new Set<string | undefined>();
	let due = [within];
	for (let depth = 0; due.length > 0; depth++) {
		const found: string[] = [];
		const listed = new Map<string, FolderListing>();
		const isNeeded = depth === 0 || isDatabase;
		await forEachConcurrent(due, signal, async (folder, folderSignal) => {
			const maxEntries = limits.maxFiles - files.length - folders.length;
			const list = async () => listFolder(addressOf(base, folder, true), {
				client, signal: folderSignal, isNeeded, maxEntries, limits,
			});
			const listing = await withRetries(list, folderSignal);
			listed.set(folder, listing);
			onProgress(files.length + folders.length + listing.files.length);
		});
		for (const folder of due) {
			const listing = listed.get(folder) ?? emptyListing;
			if (listing.page !== undefined && pages.has(listing.page)) {
				continue;
			}

			pages.add(listing.page);
			refused.push(...listing.isRefused === true ? [folder] : []);
			others += listing.others;
			files.push(...listing.files.map(name => joinPath(folder, name)));
			found.push(...listing.folders.map(name => joinPath(folder, name)));
		}

		folders.push(...found);
		checkCount(files.length + folders.length, base, limits);
		const isCampaign = (folder: string) => listed.get(folder)?.files.includes('params.json') === true;
		isCollection = !isDatabase && depth === 1 && !files.some(file => isOfCampaign(file, within)) && due.some(folder => isCampaign(folder));
		due = isCollection ? [] : found.filter(folder => isDatabase || purposeOf(folder) !== 'metrics');
		checkDepth(due, base, limits);
	}

	return {
		files, folders, others, refused, isCollection,
	};
}

const joinPath = (folder: string, name: string): string => folder === '' ? name : `${folder}/${name}`;

/** Whether a file shows that the start folder is itself a campaign. */
const isOfCampaign = (file: string, within: string): boolean =>
	isFetchedAtOnce(file) && !file.slice(within === '' ? 0 : within.length + 1).includes('/');

function checkCount(count: number, base: URL, {maxFiles}: SourceLimits): void {
	if (count > maxFiles) {
		throw sourceError('source-too-many-files', `${shownUrl(base)}: lists more files and folders than allowed (${maxFiles.toLocaleString('en')})`);
	}
}

function checkDepth(folders: readonly string[], base: URL, {maxDepth}: SourceLimits): void {
	const deep = folders.find(folder => !('path' in safePath(`${folder}/x`, maxDepth)));
	if (deep !== undefined) {
		throw sourceError('source-too-deep', `${shownUrl(base)}: lists folders nested deeper than allowed (${maxDepth})`);
	}
}

/** Statuses that exclude a subfolder from the campaign (200: not an HTML page). */
const closedStatuses: ReadonlySet<number> = new Set([200, 401, 403, 404, 410]);

const refusals: ReadonlySet<number> = new Set([401, 403]);

type FolderListing = Listing & {
	readonly isRefused?: boolean;
	/** The address of the page, after redirects. */
	readonly page?: string;
};

const emptyListing: FolderListing = {files: [], folders: [], others: 0};

type ListOptions = Pick<Options, 'client' | 'signal' | 'limits'> & {readonly isNeeded: boolean; readonly maxEntries: number};

/** The links of an index page. A folder that is gone or not listed counts as empty, unless it is needed. */
async function listFolder(url: URL, {client, signal, isNeeded, maxEntries, limits}: ListOptions): Promise<FolderListing> {
	const answer = await client.request(url, {signal});
	const isPage = answer.headers['content-type']?.toLowerCase().includes('html') === true;
	if (answer.status !== 200 || !isPage) {
		answer.drop();
		if (!isNeeded && closedStatuses.has(answer.status)) {
			return {...emptyListing, isRefused: refusals.has(answer.status)};
		}

		throw answer.status === 200
			? sourceError('source-not-page', `${shownUrl(url)}: is not a page that lists files (${answer.headers['content-type'] ?? 'no content type'})`)
			: statusError(answer.status, shownUrl(url));
	}

	// Links are relative to the final URL: a redirect may have led to another folder.
	const page = readPage(new URL('.', answer.url));
	const decoder = new TextDecoder();
	let bytes = 0;
	for await (const chunk of contentOf(answer, 'page', limits)) {
		bytes += chunk.length;
		if (bytes > maxPageBytes) {
			throw sourceError('source-page-too-large', `${shownUrl(url)}: is a page larger than ${formatBytes(maxPageBytes)}`);
		}

		page.write(decoder.decode(chunk, {stream: true}));
		if (page.count() > maxEntries) {
			checkCount(limits.maxFiles + 1, url, limits);
		}
	}

	checkLength(bytes, isDecoded(answer, 'page') ? undefined : answer.headers['content-length'], url);
	const listing = page.end();
	if (!hasEnd(answer) && page.isCutShort()) {
		throw sourceError('source-length', `${shownUrl(url)}: the page that lists its files is truncated`);
	}

	return {...listing, page: answer.url.href};
}
