import process from 'node:process';
import {parseFilter} from '../campaign/query/filter.js';
import type {LoadedIteration} from '../campaign/model/iteration.js';
import {campaignColumns, columnsIn} from '../campaign/query/campaign-columns.js';
import type {Column} from '../campaign/query/columns.js';
import {flatColumns, flatRow, tableRow} from '../reports/table-rows.js';
import {openCampaign} from '../campaign/files/parameters.js';
import {parseSort, sortIterations} from '../campaign/query/sort.js';
import {csv, json} from '../reports/formats.js';
import {textColumns} from '../system/terminal-size.js';
import {textFlag, type Invocation} from './command.js';
import {loadForCommand} from './load-for-command.js';
import {csvReader, note, print} from './print.js';

/** Prints the statistics table. */
export async function table(invocation: Invocation): Promise<number> {
	const sort = textFlag(invocation, 'sort');
	const filter = textFlag(invocation, 'filter');
	const campaign = await openCampaign(invocation.folder);
	const own = campaignColumns(campaign.entries);
	const sorting = sort === undefined ? undefined : parseSort(sort, own);
	const shown = columnsIn(textFlag(invocation, 'columns') ?? 'notebook', own, '--columns');
	const matches = filter === undefined ? undefined : parseFilter(filter, own);
	const iterations = await loadForCommand(campaign, invocation);
	const kept = matches ? iterations.filter(iteration => matches(iteration)) : iterations;
	if (kept.length === 0 && iterations.length > 0) {
		note(invocation, `no iteration of ${iterations.length} matches the filter ${filter ?? ''}`);
	}

	const rows = sorting ? sortIterations(kept, sorting) : kept;
	return print(await draw(rows, shown, invocation), iterations.length);
}

async function draw(rows: readonly LoadedIteration[], shown: readonly Column[], invocation: Invocation): Promise<string> {
	switch (textFlag(invocation, 'format')) {
		case 'json': {
			return json(rows.map(row => tableRow(row, shown)));
		}

		case 'csv': {
			return csv(rows.map(row => flatRow(row, shown)), flatColumns(shown), csvReader(invocation));
		}

		case 'markdown': {
			return (await import('../reports/table-text.js')).markdownTable(rows, {...invocation, shown});
		}

		default: {
			return rows.length === 0
				? ''
				: (await import('../reports/table-text.js')).textTable(rows, {
					...invocation,
					shown,
					width: process.stdout.isTTY ? textColumns(process.stdout, process.env, 100) : Infinity,
				});
		}
	}
}
