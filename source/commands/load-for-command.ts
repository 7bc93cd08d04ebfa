import path from 'node:path';
import process from 'node:process';
import {type LoadedIteration, type SkippedIteration, isLoaded} from '../campaign/model/iteration.js';
import {loadIterations} from '../campaign/files/load.js';
import type {Campaign} from '../campaign/files/parameters.js';
import type {Invocation} from './command.js';
import {note} from './note.js';
import {onSignals} from './on-signals.js';
import {createProgressLine} from './progress-line.js';

type Options = {
	/** The places in params.json to read; all without it. */
	readonly only?: ReadonlySet<number> | undefined;
	/** Keep every error text, however many. */
	readonly everyError?: boolean;
	/** Whether the terminal is kept free of progress: results are printed there meanwhile. */
	readonly quiet?: boolean;
};

/** The usable iterations of a campaign; skipped ones are named on stderr. */
export async function loadForCommand(campaign: Campaign, invocation: Invocation, options: Options = {}): Promise<readonly LoadedIteration[]> {
	const iterations: LoadedIteration[] = [];
	for await (const iteration of streamForCommand(campaign, invocation, options)) {
		iterations.push(iteration);
	}

	return iterations;
}

/** As `loadForCommand`, one iteration at a time. */
export async function * streamForCommand(
	campaign: Campaign,
	invocation: Invocation,
	{only, everyError = false, quiet = false}: Options = {},
): AsyncGenerator<LoadedIteration> {
	const line = createProgressLine(process.stderr);
	const ignoreSignals = onSignals(line.erase);
	const skipped: SkippedIteration[] = [];
	const {cache} = invocation.flags;
	try {
		for await (const iteration of loadIterations(campaign, {
			only,
			everyError,
			cache: cache !== false,
			...(quiet ? {} : {onProgress: line.show}),
		})) {
			if (isLoaded(iteration)) {
				yield iteration;
			} else {
				skipped.push(iteration);
			}
		}
	} finally {
		line.erase();
		ignoreSignals();
	}

	for (const {label, reason} of skipped) {
		note(invocation, `skipped ${label}: ${reason}`);
	}

	if (!only && skipped.length === campaign.entries.length) {
		note(
			invocation,
			campaign.entries.length === 0
				? `ombt-explorer: ${path.join(campaign.folder, 'params.json')}: no iteration yet; ombt-orchestrator adds one when it is done`
				: `ombt-explorer: ${campaign.folder}: not one usable iteration of ${campaign.entries.length}; the reasons are above`,
		);
	}
}
