import type {FoundCampaign} from '../../../campaign/files/parameters.js';
import {clamp} from '../../state/list.js';
import {defineSlice} from '../../state/slice.js';
import {
	openOverlay, requestEffect, sequence, type Change, type State,
} from '../../state/state.js';

/** The campaigns below the folder that was given; none where it is a campaign itself. */
export const campaigns = defineSlice<{readonly found: readonly FoundCampaign[]; readonly cursor: number}>('campaigns', {found: [], cursor: 0});

export const hasCampaigns = (state: State): boolean => campaigns.get(state).found.length > 0;

export const openChooser: Change = openOverlay('campaigns');

/** Begins with choosing one of these campaigns. */
export const chooseAmong = (found: readonly FoundCampaign[]): Change => sequence(campaigns.set({found}), openChooser, state => ({...state, loading: false}));

/** Moves the cursor; it stops at the ends. */
export const moveChoice = (by: number): Change => campaigns.update(({found, cursor}) => ({cursor: clamp(cursor + by, found.length - 1)}));

/** Opens the campaign under the cursor. */
export const openChoice: Change = state => {
	const {found, cursor} = campaigns.get(state);
	return requestEffect({kind: 'open', name: found[cursor]?.name ?? ''})(state);
};
