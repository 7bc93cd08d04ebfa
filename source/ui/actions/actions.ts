import {lookActions} from './look-actions.js';
import {moveActions} from './move-actions.js';
import {programActions} from './program-actions.js';
import {screenActions} from './screen-actions.js';

/** Everything that can be done on a screen; keys, footer, help and palette refer to these rows. */
export const actions = {
	...screenActions, ...moveActions, ...lookActions, ...programActions,
};

export type ActionId = keyof typeof actions;
