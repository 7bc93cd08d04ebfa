import {notUtf8Hint, type FoundCampaign} from '../../../campaign/files/parameters.js';
import {itemAt} from '../../../system/lists.js';
import {clamp} from '../../state/list.js';
import {notify} from '../../state/messages.js';
import {
	defineSlice, openOverlay, requestEffect, sequence, type Change, type State,
} from '../../state/state.js';

/** The campaigns in the given folder; empty if it is a campaign itself. */
export const campaigns = defineSlice<{readonly found: readonly FoundCampaign[]; readonly cursor: number}>('campaigns', {found: [], cursor: 0});

/** Whether the given folder contains several campaigns. */
export const hasCampaigns = (state: State): boolean => campaigns.get(state).found.length > 0;

/** Returns to the list of campaigns. */
export const openChooser: Change = openOverlay('campaigns');

/** Starts with the choice of one of these campaigns. */
export const chooseAmong = (found: readonly FoundCampaign[]): Change => sequence(campaigns.set({found}), openChooser, state => ({...state, loading: false}));

/** Moves the cursor; it stops at the ends. */
export const moveChoice = (by: number): Change => campaigns.update(({found, cursor}) => ({cursor: clamp(cursor + by, found.length - 1)}));

/** Opens the campaign under the cursor. */
export const openChoice: Change = state => {
	const {found, cursor} = campaigns.get(state);
	const {name, isNotUtf8 = false} = itemAt(found, cursor);
	return isNotUtf8
		? notify({kind: 'error', text: `${name} cannot be opened: ${notUtf8Hint}`})(state)
		: requestEffect({kind: 'open', name})(state);
};
