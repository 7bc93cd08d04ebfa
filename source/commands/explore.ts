import path from 'node:path';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {findCampaigns, openCampaign} from '../campaign/files/parameters.js';
import {exists} from '../system/paths.js';
import {createSourceOpener, type SourceOpener} from '../ui/source-opener.js';
import type {MetricsSettings} from '../ui/definitions.js';
import type {OpenResult} from '../ui/run.js';
import {themeNames} from '../system/terminal.js';
import {textFlag, type Invocation} from './command.js';
import {hasTerminal} from './print.js';
import {metricsOptions} from './metrics-options.js';

/** Starts the terminal UI; prints the table if standard output is not a terminal. */
export async function exploreCommand(invocation: Invocation): Promise<number> {
	if (!hasTerminal()) {
		return (await import('./table.js')).tableCommand(invocation);
	}

	const metrics = await metricsFlags(invocation);
	const opener = createSourceOpener(invocation.source);
	const opening = findStart(opener, invocation.flags.watch === true);
	const [{runExplorer}, {themeNamed}, start] = await Promise.all([
		import('../ui/run.js'),
		import('../reports/theme.js'),
		Promise.race([opening, sleep(openTimeoutMs, {folder: invocation.folder, opening}, {ref: false})]),
	]);
	const {hasColour, ascii, flags, cacheProblem} = invocation;
	const theme = themeNames.find(name => name === textFlag(invocation, 'theme')) ?? 'auto';
	return runExplorer({
		start,
		opener,
		theme: themeNamed(theme, {hasColour, env: process.env}),
		ascii,
		cache: flags.cache !== false,
		watch: flags.watch === true,
		metrics,
		cacheProblem,
	});
}

/** If opening takes longer (ms), the UI starts meanwhile, so that the user can quit. */
const openTimeoutMs = 400;

/** Opens the campaign; a watched one may not exist yet. */
async function findStart(opener: SourceOpener, isWatched: boolean): Promise<OpenResult> {
	const {folder, notes} = await opener.open();
	try {
		return {campaign: await openCampaign(folder), notes};
	} catch (error) {
		const choices = await findCampaigns(folder);
		if (choices.length === 0 && isWatched && await exists(folder) && !await exists(path.join(folder, 'params.json'))) {
			const absolute = path.resolve(folder);
			const campaign = {
				folder: absolute, name: path.basename(absolute), entries: [], origin: 'params.json' as const,
			};
			return {campaign, notes};
		}

		if (choices.length === 0) {
			throw error;
		}

		return {folder, choices, notes};
	}
}

/** The options for querying metrics; the code that reads them is loaded on demand. Throws a usage error for invalid flags. */
async function metricsFlags(invocation: Invocation): Promise<MetricsSettings> {
	const options = await metricsOptions(invocation);
	return {
		...options,
		everySeconds: textFlag(invocation, 'every') === undefined ? undefined : options.everySeconds,
		async chooseEngine(needsInfluxdb = false) {
			const {chooseEngine} = await import('../metrics/engines/choose-engine.js');
			return chooseEngine(options.engineName, {...options, needsInfluxdb, source: invocation.source});
		},
		cache: invocation.flags.cache !== false,
		source: invocation.source,
	};
}
