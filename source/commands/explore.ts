import process from 'node:process';
import {findCampaigns, openCampaign} from '../campaign/parameters.js';
import type {Start} from '../ui/run.js';
import {themeNames} from '../ui/theme-names.js';
import {textFlag, type Invocation} from './command.js';

/** Opens the terminal UI; without a terminal on standard output it prints the table. */
export async function explore(invocation: Invocation): Promise<number> {
	if (!process.stdout.isTTY || process.env.TERM === 'dumb') {
		return (await import('./table.js')).table(invocation);
	}

	const [{runExplorer}, {themeNamed}, start] = await Promise.all([import('../ui/run.js'), import('../ui/theme.js'), findStart(invocation.folder)]);
	const {hasColour, ascii, flags} = invocation;
	const theme = themeNames.find(name => name === textFlag(invocation, 'theme')) ?? 'auto';
	return runExplorer({
		start, theme: themeNamed(theme, {hasColour, env: process.env}), ascii, cache: flags.cache !== false, watch: flags.watch === true,
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
