import path from 'node:path';
import process from 'node:process';
import {
	isLoaded, primarySide, type Entry, type LoadedIteration, type SideName, type SkippedIteration,
} from '../campaign/model/iteration.js';
import {loadIterations} from '../campaign/files/load.js';
import {type Campaign, openCampaign} from '../campaign/files/parameters.js';
import {usageError} from '../system/errors.js';
import {suggestion} from '../text/names.js';
import {campaignError} from '../campaign/errors.js';
import {type Invocation, textFlag} from './command.js';
import {note} from './print.js';
import {onSignals} from './on-signals.js';
import {createProgressLine} from './status-line.js';

type Options = {
	/** The positions in params.json to read; by default all. */
	readonly only?: ReadonlySet<number> | undefined;
	/** Whether to keep every error text, however many there are. */
	readonly everyError?: boolean;
	/** Whether to hide progress because results are printed to the same terminal at the same time. */
	readonly quiet?: boolean;
};

/** Loads the usable iterations of a campaign; skipped ones are reported on stderr. */
export async function loadForCommand(campaign: Campaign, invocation: Invocation, options: Options = {}): Promise<readonly LoadedIteration[]> {
	const iterations: LoadedIteration[] = [];
	for await (const iteration of streamForCommand(campaign, invocation, options)) {
		iterations.push(iteration);
	}

	return iterations;
}

/** Like `loadForCommand`, one iteration at a time. */
export async function * streamForCommand(
	campaign: Campaign,
	invocation: Invocation,
	{only, everyError = false, quiet = false}: Options = {},
): AsyncGenerator<LoadedIteration> {
	if (campaign.origin === 'folder names') {
		note(invocation, `${campaign.folder}: no params.json: parameters from folder names`);
	}

	const line = createProgressLine(process.stderr);
	const ignoreSignals = onSignals(line.erase);
	const skipped: SkippedIteration[] = [];
	const {packedLogs, flags: {cache}} = invocation;
	try {
		for await (const iteration of loadIterations(campaign, {
			only,
			everyError,
			packedLogs,
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
				? `ombt-explorer: ${path.join(campaign.folder, 'params.json')}: no iteration yet; ombt-orchestrator adds one when it ends`
				: `ombt-explorer: ${campaign.folder}: 0 of ${campaign.entries.length} iterations are usable; the reasons are above`,
		);
	}
}

/** Resolves an ID to positions in params.json: by `iteration_id`, otherwise by position, otherwise by `backup_dir`. Throws a usage error if nothing matches. */
export function entriesNamed(entries: readonly Entry[], id: string): ReadonlySet<number> {
	const names: ReadonlyArray<(entry: Entry) => string | null> = [
		({iterationId}) => iterationId,
		({index}) => String(index),
		({label}) => label,
		({backupDir}) => backupDir,
	];
	const found = names.map(name => entries.filter(entry => name(entry) === id)).find(({length}) => length > 0);
	if (!found) {
		const labels = entries.map(({label}) => label);
		const first = `choose from ${labels.slice(0, maxNames).join(', ')}${labels.length > maxNames ? ' …' : ''}`;
		throw usageError(`--iteration ${id}: no such iteration; ${suggestion(id, labels, first)}`);
	}

	return new Set(found.map(({index}) => index));
}

const maxNames = 12;

/**
 * Loads the campaign and its usable iterations: all, or the one given by `--iteration`. Throws a usage error if it does not exist, an AppError if it was
 * skipped.
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

/** The side of an iteration that `--side` names; by default the primary one. */
export function chosenSide(invocation: Invocation, iteration: LoadedIteration): SideName {
	const side = textFlag(invocation, 'side');
	return side === 'clients' || side === 'servers' ? side : primarySide(iteration);
}
