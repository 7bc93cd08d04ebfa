import path from 'node:path';
import {messageOf} from '../campaign/errors.js';
import {loadIterations, type Progress} from '../campaign/load.js';
import {openCampaign, type Campaign} from '../campaign/parameters.js';
import {
	finishLoading, receive, showProgress, startCampaign,
} from './state/loading.js';
import type {State} from './state/state.js';
import type {Store} from './state/store.js';
import {tell} from './state/viewing.js';

/** Fills the store from campaigns on disk: one load at a time, a new one ends the old. */
export type Loader = {
	/** Shows a campaign that is open already and reads its logs. */
	readonly load: (campaign: Campaign) => Promise<void>;
	/** Opens the folder and loads it; trouble becomes a message. */
	readonly open: (folder: string) => Promise<void>;
	readonly stop: () => void;
};

/** A loader for the store; `cache` false neither reads nor writes the cache. */
export function createLoader(store: Store<State>, cache: boolean): Loader {
	let current = new AbortController();
	const begin = () => {
		current.abort();
		current = new AbortController();
		return current.signal;
	};

	return {
		async load(campaign) {
			await fill(store, campaign, {cache, signal: begin()});
		},
		async open(folder) {
			const signal = begin();
			try {
				const campaign = await openCampaign(folder);
				if (!signal.aborted) {
					await fill(store, campaign, {cache, signal});
				}
			} catch (error) {
				store.update(tell({kind: 'error', text: `${messageOf(error)}; r tries again`}));
			}
		},
		stop() {
			current.abort();
		},
	};
}

async function fill(store: Store<State>, campaign: Campaign, {cache, signal}: {cache: boolean; signal: AbortSignal}): Promise<void> {
	store.update(startCampaign({
		campaign: campaign.name,
		folder: campaign.folder,
		expected: campaign.entries.length,
		parameterNames: [...new Set(campaign.entries.flatMap(({parameters}) => Object.keys(parameters)))],
	}));
	const update: typeof store.update = change => {
		if (!signal.aborted) {
			store.update(change);
		}
	};

	try {
		const start = performance.now();
		const onProgress = (progress: Progress) => {
			update(showProgress({...progress, seconds: (performance.now() - start) / 1000}));
		};

		for await (const iteration of loadIterations(campaign, {
			cache, signal, onProgress, keepFree: true,
		})) {
			update(receive(iteration));
		}
	} catch (error) {
		update(tell({kind: 'error', text: `${path.join(campaign.folder, 'params.json')}: reading stopped: ${messageOf(error)}; r tries again`}));
	}

	update(finishLoading);
}
