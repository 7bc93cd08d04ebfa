/** Holds a state and notifies listeners of changes. */
export type Store<State> = {
	readonly get: () => State;
	readonly update: (change: (state: State) => State) => void;
	/** Resolves when the listeners have been notified of the last change. */
	readonly notified: () => Promise<void>;
	readonly subscribe: (listener: () => void) => () => void;
};

/** Holds the state; listeners are notified once per turn of the event loop, so that a burst of keys costs one frame. `settle` is applied after every change. */
export function createStore<State>(initial: State, settle: (state: State) => State = state => state): Store<State> {
	let state = settle(initial);
	let isDue = false;
	const listeners = new Set<() => void>();
	const notify = () => {
		isDue = false;
		for (const listener of listeners) {
			listener();
		}
	};

	return {
		get: () => state,
		update(change) {
			const next = settle(change(state));
			if (next !== state) {
				state = next;
				if (!isDue) {
					isDue = true;
					setImmediate(notify);
				}
			}
		},
		async notified() {
			// The notification of listeners was scheduled earlier.
			await new Promise(setImmediate);
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
}
