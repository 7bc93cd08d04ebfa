import path from 'node:path';
import {messageOf} from '../system/errors.js';
import {isLoaded, type Iteration} from '../campaign/model/iteration.js';
import {campaignColumns} from '../campaign/query/campaign-columns.js';
import {unlistedFolders} from '../campaign/files/folder-names.js';
import {loadIterations, type LoadOptions, type Progress} from '../campaign/files/load.js';
import {openWithRetry, watchCampaign} from '../campaign/files/watch.js';
import type {Campaign} from '../campaign/files/parameters.js';
import {
	finishLoading, receive, receiveUnlisted, showProgress, startCampaign,
} from './state/loading.js';
import {notify} from './state/messages.js';
import type {SourceOpener} from './source-opener.js';
import type {State} from './state/state.js';
import type {Store} from './state/store.js';

/** Loads campaigns from disk into the store, one at a time: a new load cancels the previous one. */
export type Loader = {
	/** Shows a campaign that is already open and reads its logs. */
	readonly load: (campaign: Campaign) => Promise<void>;
	/** Opens a campaign, by name if there are several, and loads it; errors become messages. */
	readonly open: (name?: string) => Promise<void>;
	/** Reopens the last campaign. */
	readonly reload: () => Promise<void>;
	readonly stop: () => void;
};

type Options = {
	/** Whether to use the cache. */
	readonly cache: boolean;
	/** Whether to show iterations that are added later. */
	readonly watch: boolean;
	readonly opener: SourceOpener;
};

/** Creates a loader for the store. */
export function createLoader(store: Store<State>, {cache, watch, opener}: Options): Loader {
	const {packedLogs} = opener;
	let name: string | undefined;
	let current = new AbortController();
	const begin = () => {
		current.abort();
		current = new AbortController();
		return current.signal;
	};

	const show = async (campaign: Campaign, signal: AbortSignal) => {
		await fill(store, campaign, {cache, signal, packedLogs});
		if (watch) {
			await follow(store, campaign, {
				cache, signal, packedLogs, refresh: async () => opener.open(name), pollMs: opener.source.pollMs,
			});
		}
	};

	const open = async () => {
		const signal = begin();
		try {
			const {folder, notes} = await opener.open(name);
			for (const text of notes) {
				store.update(notify({kind: 'error', text}));
			}

			const campaign = await openWithRetry(folder, {
				signal,
				onWait(reason) {
					store.update(notify({kind: 'info', text: `${reason}: waiting until it is complete`}));
				},
			});
			if (!signal.aborted) {
				await show(campaign, signal);
			}
		} catch (error) {
			if (!signal.aborted) {
				store.update(notify({kind: 'error', text: `${messageOf(error)}; r tries again`}));
			}
		}
	};

	return {
		async load(campaign) {
			await show(campaign, begin());
		},
		async open(chosen) {
			name = chosen;
			await open();
		},
		reload: open,
		stop() {
			current.abort();
			opener.stop();
		},
	};
}

// Rendering after each of a thousand iterations would take longer than reading them.
const batchDelayMs = 100;

/** Batches iterations: those that arrive immediately are delivered together, later ones every 100 ms. */
function createBatch(take: (iterations: readonly Iteration[]) => void): {readonly add: (iteration: Iteration) => void; readonly flush: () => void} {
	let waiting: Iteration[] = [];
	let timer: NodeJS.Timeout | undefined;
	let first: NodeJS.Immediate | undefined;
	const flush = () => {
		clearTimeout(timer);
		timer = undefined;
		take(waiting);
		waiting = [];
	};

	return {
		flush,
		add(iteration) {
			waiting.push(iteration);
			// A screenful of cached iterations arrives within one turn of the event loop.
			first ??= setImmediate(flush);
			timer ??= setTimeout(flush, batchDelayMs);
		},
	};
}

type FillOptions = Required<Pick<LoadOptions, 'cache' | 'signal'>> & Pick<LoadOptions, 'packedLogs'>;

type FollowOptions = FillOptions & {
	readonly refresh: () => Promise<unknown>;
	readonly pollMs: number | undefined;
};

async function follow(store: Store<State>, campaign: Campaign, {refresh, pollMs, ...options}: FollowOptions): Promise<void> {
	let known = campaign.entries.length;
	const skipped = () => store.get().iterations.filter(iteration => !isLoaded(iteration));
	for await (const event of watchCampaign(campaign, {
		signal: options.signal, skipped, ...pollMs === undefined ? {} : {interval: pollMs, refresh},
	})) {
		if (event.status === 'unreadable') {
			store.update(notify({kind: 'error', text: `${event.reason}; ${event.hint}`}));
		} else if (!options.signal.aborted) {
			const more = event.campaign.entries.length - known;
			known = event.campaign.entries.length;
			await fill(store, event.campaign, options);
			store.update(notify({kind: 'info', text: more > 0 ? `${more} new iteration${more === 1 ? '' : 's'}` : 'the campaign has changed'}));
		}
	}
}

async function fill(store: Store<State>, campaign: Campaign, {signal, ...options}: FillOptions): Promise<void> {
	store.update(startCampaign({
		campaign: campaign.name,
		folder: campaign.folder,
		expected: campaign.entries.length,
		columns: campaignColumns(campaign.entries),
		origin: campaign.origin,
	}));
	const update: typeof store.update = change => {
		if (!signal.aborted) {
			store.update(change);
		}
	};

	try {
		const start = performance.now();
		let progress: Progress | undefined;
		const onProgress = (latest: Progress) => {
			progress = latest;
		};

		const batch = createBatch(iterations => {
			update(receive(iterations));
			if (progress) {
				update(showProgress({...progress, seconds: (performance.now() - start) / 1000}));
			}
		});
		for await (const iteration of loadIterations(campaign, {
			...options, signal, onProgress, keepFree: true,
		})) {
			batch.add(iteration);
		}

		batch.flush();
	} catch (error) {
		update(notify({kind: 'error', text: `${path.join(campaign.folder, 'params.json')}: reading stopped: ${messageOf(error)}; r tries again`}));
	}

	update(finishLoading);
	update(receiveUnlisted(await unlistedFolders(campaign)));
}
