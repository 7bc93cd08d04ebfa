import {campaignError} from '../campaign/errors.js';
import type {LoadedIteration} from '../campaign/model/iteration.js';
import {openCampaign, type Campaign} from '../campaign/files/parameters.js';
import {textFlag, type Invocation} from './command.js';
import {entriesNamed} from './entries-named.js';
import {loadForCommand} from './load-for-command.js';

/**
 * The campaign, and its usable iterations: all, or the one that `--iteration` names. Throws a usage error where there is none of
 * that name, an AppError where it was skipped.
 */
export async function loadChosen(invocation: Invocation): Promise<{readonly campaign: Campaign; readonly iterations: readonly LoadedIteration[]}> {
	const campaign = await openCampaign(invocation.folder);
	const id = textFlag(invocation, 'iteration');
	const chosen = id === undefined ? undefined : entriesNamed(campaign.entries, id);
	const iterations = await loadForCommand(campaign, invocation, {only: chosen});
	if (chosen && iterations.length === 0) {
		throw campaignError('iteration-skipped', `--iteration ${id ?? ''}: this iteration was skipped`);
	}

	return {campaign, iterations};
}
