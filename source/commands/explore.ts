import path from 'node:path';
import process from 'node:process';
import {openCampaign, findCampaigns, type Campaign} from '../campaign/parameters.js';
import {CampaignError} from '../campaign/errors.js';
import type {Invocation} from './command.js';

/** Opens the terminal UI; without a terminal on standard output it prints the table. */
export async function explore(invocation: Invocation): Promise<number> {
	if (!process.stdout.isTTY || process.env.TERM === 'dumb') {
		return (await import('./table.js')).table(invocation);
	}

	const [{runExplorer}, campaign] = await Promise.all([import('../ui/run.js'), openOrNames(invocation.folder)]);
	return runExplorer({
		campaign, hasColour: invocation.hasColour, ascii: invocation.ascii, cache: invocation.flags.cache !== false,
	});
}

async function openOrNames(folder: string): Promise<Campaign> {
	try {
		return await openCampaign(folder);
	} catch (error) {
		const names = error instanceof CampaignError ? await findCampaigns(folder) : [];
		const [first] = names;
		if (first === undefined) {
			throw error;
		}

		if (names.length > 1) {
			throw new CampaignError(`${folder}: holds several campaigns`, `name one: ${names.map(name => path.join(folder, name)).join(', ')}`);
		}

		return openCampaign(path.join(folder, first));
	}
}
