import {debug} from '../../system/debug-log.js';
import {messageOf} from '../../system/errors.js';
import {notify} from '../state/messages.js';
import {clearPendingEffect, type Change, type State} from '../state/state.js';
import type {Store} from '../state/store.js';
import {copyReport, exportReport, type EffectContext} from './report-effects.js';
import {inspect} from './inspect.js';

/** Actions on the program itself and its campaign. */
export type Program = {
	readonly quit: () => void;
	readonly redraw: () => void;
	readonly suspend: () => void;
	readonly reload: () => void;
	readonly open: (name: string) => void;
	readonly stopFetching: () => void;
};

/** Runs the effect requested in `pendingEffect`; its result is a change of the state. */
export function createEffects(store: Store<State>, context: EffectContext, program: Program): {readonly run: () => void} {
	const change = async (work: Promise<Change>) => {
		try {
			store.update(await work);
		} catch (error) {
			debug('effect-failed', {error});
			store.update(notify({kind: 'error', text: messageOf(error)}));
		}
	};

	return {
		run() {
			const {pendingEffect} = store.get();
			if (!pendingEffect) {
				return;
			}

			debug('effect', pendingEffect);
			store.update(clearPendingEffect);
			const state = store.get();
			switch (pendingEffect.kind) {
				case 'open': {
					program.open(pendingEffect.name);
					break;
				}

				case 'copy': {
					void change(settled(store, async () => copyReport(state, context)));
					break;
				}

				case 'export': {
					void change(settled(store, async () => exportReport(state, pendingEffect, context)));
					break;
				}

				case 'inspect': {
					void change(inspect(state, context.packedLogs));
					break;
				}

				default: {
					program[pendingEffect.kind]();
				}
			}
		},
	};
}

/** Waits until the screen has been drawn, because it may still show a list that was just closed. */
async function settled(store: Store<State>, work: () => Promise<Change>): Promise<Change> {
	await store.notified();
	return work();
}
