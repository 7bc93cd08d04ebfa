import type {Iteration} from '../source/campaign/iteration.js';
import {loadIterations} from '../source/campaign/load.js';
import {openCampaign} from '../source/campaign/parameters.js';
import {campaignOf} from './campaign-builder.js';

/** The iterations of a campaign that is built from these entries. */
export async function iterationsOf(entries: Parameters<typeof campaignOf>[0]): Promise<readonly Iteration[]> {
	const iterations: Iteration[] = [];
	for await (const iteration of loadIterations(await openCampaign(campaignOf(entries)), {cache: false})) {
		iterations.push(iteration);
	}

	return iterations;
}
