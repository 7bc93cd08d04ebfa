import {longestWait} from '../system/waiting.js';
import {clearNotice, notify} from './state/messages.js';
import type {State} from './state/state.js';
import type {Store} from './state/store.js';

/** Once a second, shows the file that the disk is slow to deliver; returns a function that stops this. */
export function showWaits(store: Store<State>): () => void {
	const timer = setInterval(() => {
		const text = longestWait();
		if (text !== undefined) {
			store.update(notify({kind: 'info', text}));
		}
	}, 1000).unref();
	return () => {
		clearInterval(timer);
	};
}

const infoTimeoutMs = 4000;

/** A store listener that clears an info message after a few seconds. */
export function clearNoticesIn(store: Store<State>): () => void {
	let shown: unknown;
	let timer: NodeJS.Timeout | undefined;
	return () => {
		const latest = store.get().messages.findLast(({kind}) => kind === 'info');
		if (latest !== shown) {
			shown = latest;
			clearTimeout(timer);
			timer = latest && setTimeout(() => {
				store.update(clearNotice);
			}, infoTimeoutMs).unref();
		}
	};
}
