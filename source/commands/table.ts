import process from 'node:process';
import type {LoadedIteration} from '../campaign/model/iteration.js';
import {columnsIn} from '../campaign/query/campaign-columns.js';
import type {Column} from '../campaign/query/columns.js';
import {flatColumns, flatRow, tableRow} from '../reports/table-rows.js';
import {openCampaign} from '../campaign/files/parameters.js';
import {parseSort, sortIterations} from '../campaign/query/sort.js';
import {csv, json} from '../reports/formats.js';
import {textColumns} from '../system/terminal.js';
import {commandColumns, filterFor} from './command-columns.js';
import {textFlag, type Invocation} from './command.js';
import {loadForCommand} from './load-for-command.js';
import {csvReader, print} from './print.js';

/** Prints the statistics table. */
export async function table(invocation: Invocation): Promise<number> {
	const sort = textFlag(invocation, 'sort');
	const filter = textFlag(invocation, 'filter');
	const campaign = await openCampaign(invocation.folder);
	const {own, load} = await commandColumns(campaign, invocation);
	const sorting = sort === undefined ? undefined : parseSort(sort, own);
	const shown = columnsIn(textFlag(invocation, 'columns') ?? 'notebook', own, '--columns');
	const keep = filterFor({
		own, load, filter, used: [...shown, ...sorting ? [sorting.column] : []],
	}, invocation);
	const iterations = await loadForCommand(campaign, invocation);
	const kept = await keep(iterations);
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
