import process from 'node:process';
import {findCampaigns, openCampaign} from '../campaign/parameters.js';
import type {Start} from '../ui/run.js';
import type {Invocation} from './command.js';

/** Opens the terminal UI; without a terminal on standard output it prints the table. */
export async function explore(invocation: Invocation): Promise<number> {
	if (!process.stdout.isTTY || process.env.TERM === 'dumb') {
		return (await import('./table.js')).table(invocation);
	}

	const [{runExplorer}, start] = await Promise.all([import('../ui/run.js'), findStart(invocation.folder)]);
	return runExplorer({
		start, hasColour: invocation.hasColour, ascii: invocation.ascii, cache: invocation.flags.cache !== false,
	});
}

async function findStart(folder: string): Promise<Start> {
	try {
		return {campaign: await openCampaign(folder)};
	} catch (error) {
		const choices = await findCampaigns(folder);
		if (choices.length === 0) {
			throw error;
		}

		return {folder, choices};
	}
}
