import process from 'node:process';
import {columnsIn} from '../campaign/query/campaign-columns.js';
import {flatColumns, flatRow, tableRow} from '../reports/table-rows.js';
import {openCampaign} from '../campaign/files/parameters.js';
import {parseSort, sortIterations} from '../campaign/query/sort.js';
import {textColumns} from '../system/terminal.js';
import {commandColumns, filterFor} from './command-columns.js';
import {textFlag, type Invocation} from './command.js';
import {loadForCommand} from './load-for-command.js';
import {print} from './print.js';

/** Prints the statistics table. */
export async function tableCommand(invocation: Invocation): Promise<number> {
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
	const width = process.stdout.isTTY ? textColumns(process.stdout, process.env, 100) : Infinity;
	return print({
		columns: flatColumns(shown),
		rows: () => rows.map(row => flatRow(row, shown)),
		json: () => rows.map(row => tableRow(row, shown)),
		text: async () => rows.length === 0 ? '' : (await drawing()).textTable(rows, {...invocation, shown, width}),
		markdown: async () => (await drawing()).markdownTable(rows, {...invocation, shown}),
	}, iterations.length, invocation);
}

/** Loaded on demand: csv and JSON need no colours. */
const drawing = async () => import('../reports/table-text.js');
