import process from 'node:process';
import {parseFilter} from '../campaign/query/filter.js';
import type {LoadedIteration} from '../campaign/model/iteration.js';
import {flatRow, tableRow} from '../reports/notebook-json.js';
import {openCampaign} from '../campaign/files/parameters.js';
import {parseSort, sortIterations} from '../campaign/query/sort.js';
import {csv, json} from '../reports/formats.js';
import {tableColumns} from '../reports/list-reports.js';
import {textColumns} from '../system/terminal-size.js';
import {textFlag, type Invocation} from './command.js';
import {loadForCommand} from './load-for-command.js';
import {csvReader, note, print} from './print.js';

/** Prints the statistics table. */
export async function table(invocation: Invocation): Promise<number> {
	const sort = textFlag(invocation, 'sort');
	const filter = textFlag(invocation, 'filter');
	const sorting = sort === undefined ? undefined : parseSort(sort);
	const campaign = await openCampaign(invocation.folder);
	const matches = filter === undefined ? undefined : parseFilter(filter, campaign.entries.flatMap(({parameters}) => Object.keys(parameters)));
	const iterations = await loadForCommand(campaign, invocation);
	const kept = matches ? iterations.filter(iteration => matches(iteration)) : iterations;
	if (kept.length === 0 && iterations.length > 0) {
		note(invocation, `no iteration of ${iterations.length} matches the filter ${filter ?? ''}`);
	}

	const rows = sorting ? sortIterations(kept, sorting) : kept;
	return print(await draw(rows, invocation), iterations.length);
}

async function draw(rows: readonly LoadedIteration[], invocation: Invocation): Promise<string> {
	switch (textFlag(invocation, 'format')) {
		case 'json': {
			return json(rows.map(row => tableRow(row)));
		}

		case 'csv': {
			return csv(rows.map(row => flatRow(row)), tableColumns, csvReader(invocation));
		}

		case 'markdown': {
			return (await import('../reports/table-text.js')).markdownTable(rows, invocation);
		}

		default: {
			return rows.length === 0
				? ''
				: (await import('../reports/table-text.js')).textTable(rows, {
					...invocation,
					width: process.stdout.isTTY ? textColumns(process.stdout, process.env, 100) : Infinity,
				});
		}
	}
}
