import type {Effect} from './effect.js';
import type {Change} from './state.js';

/** Asks for an effect. */
export const requestEffect = (effect: Effect): Change => state => ({...state, pendingEffect: effect});

/** The effect is under way. */
export const clearPendingEffect: Change = state => ({...state, pendingEffect: undefined});

export const openChoice: Change = state => requestEffect({kind: 'open', name: state.choices[state.choice]?.name ?? ''})(state);
