import process from 'node:process';
import {type Iteration, type LoadedIteration, isLoaded} from '../campaign/iteration.js';
import {loadIterations} from '../campaign/load.js';
import {openCampaign, type Campaign} from '../campaign/parameters.js';
import {cleanText} from '../text/clean.js';
import type {Invocation} from './command.js';
import {createProgressLine} from './progress-line.js';

/** The campaign of an invocation, and its usable iterations; skipped ones are named on stderr. */
export async function loadForCommand(invocation: Invocation, options: {everyError?: boolean} = {}): Promise<{campaign: Campaign; iterations: readonly LoadedIteration[]}> {
	const campaign = await openCampaign(invocation.folder);
	const iterations: LoadedIteration[] = [];
	for await (const iteration of streamForCommand(campaign, invocation, options)) {
		iterations.push(iteration);
	}

	return {campaign, iterations};
}

/** As `loadForCommand`, one iteration at a time. */
export async function * streamForCommand(campaign: Campaign, {flags}: Invocation, options: {everyError?: boolean} = {}): AsyncGenerator<LoadedIteration> {
	const line = createProgressLine(process.stderr);
	const skipped: Iteration[] = [];
	let usable = 0;
	try {
		for await (const iteration of loadIterations(campaign, {...options, cache: flags.cache !== false, onProgress: line.show})) {
			if (isLoaded(iteration)) {
				usable++;
				yield iteration;
			} else {
				skipped.push(iteration);
			}
		}
	} finally {
		line.erase();
	}

	for (const iteration of skipped) {
		process.stderr.write(`skipped ${cleanText(iteration.label)}: ${iteration.status === 'skipped' ? cleanText(iteration.reason) : ''}\n`);
	}

	if (usable === 0) {
		process.stderr.write(`ombt-explorer: ${cleanText(campaign.folder)}: not one usable iteration of ${campaign.entries.length}\n`);
	}
}
