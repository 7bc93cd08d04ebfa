import {messageOf} from '../../campaign/errors.js';
import {forgetWanted} from '../state/effects.js';
import type {Change, State} from '../state/state.js';
import type {Store} from '../state/store.js';
import {tell} from '../state/viewing.js';
import {copyReport} from './copy-report.js';
import {exportReport} from './export-report.js';
import {inspect} from './inspect.js';
import type {Surroundings} from './surroundings.js';

/** What the program does to itself and its campaign. */
export type Program = {
	readonly quit: () => void;
	readonly redraw: () => void;
	readonly suspend: () => void;
	readonly reload: () => void;
	readonly open: (name: string) => void;
};

/** Does what the state asks for in `wanted`; what comes of it is a change of the state. */
export function createEffects(store: Store<State>, surroundings: Surroundings, program: Program): {readonly run: () => void} {
	const change = async (work: Promise<Change>) => {
		try {
			store.update(await work);
		} catch (error) {
			store.update(tell({kind: 'error', text: messageOf(error)}));
		}
	};

	return {
		run() {
			const {wanted} = store.get();
			if (!wanted) {
				return;
			}

			store.update(forgetWanted);
			const state = store.get();
			switch (wanted.kind) {
				case 'open': {
					program.open(wanted.name);
					break;
				}

				case 'copy': {
					void change(settled(store, async () => copyReport(state, surroundings)));
					break;
				}

				case 'export': {
					void change(settled(store, async () => exportReport(state, wanted, surroundings)));
					break;
				}

				case 'inspect': {
					void change(inspect(state));
					break;
				}

				default: {
					program[wanted.kind]();
				}
			}
		},
	};
}

/** A picture is taken when it is drawn: a list that was open may still be on screen. */
async function settled(store: Store<State>, work: () => Promise<Change>): Promise<Change> {
	await store.told();
	return work();
}
