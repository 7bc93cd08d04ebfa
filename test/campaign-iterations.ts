import type {Iteration} from '../source/campaign/model/iteration.js';
import {loadIterations} from '../source/campaign/files/load.js';
import {openCampaign} from '../source/campaign/files/parameters.js';
import {campaignOf} from './campaign-builder.js';

/** The iterations of a campaign built from these entries. */
export async function iterationsOf(entries: Parameters<typeof campaignOf>[0]): Promise<readonly Iteration[]> {
	const iterations: Iteration[] = [];
	for await (const iteration of loadIterations(await openCampaign(campaignOf(entries)), {cache: false})) {
		iterations.push(iteration);
	}

	return iterations;
}
