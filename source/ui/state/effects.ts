import type {Effect} from './effect.js';
import type {Change} from './state.js';

/** Asks for an effect. */
export const want = (effect: Effect): Change => state => ({...state, wanted: effect});

/** The effect is under way. */
export const forgetWanted: Change = state => ({...state, wanted: undefined});

export const openChoice: Change = state => want({kind: 'open', name: state.choices[state.choice]?.name ?? ''})(state);
