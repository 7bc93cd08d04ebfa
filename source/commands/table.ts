import {columns} from '../campaign/columns.js';
import {parseFilter} from '../campaign/filter.js';
import type {LoadedIteration} from '../campaign/iteration.js';
import {flatRow, tableRow} from '../campaign/notebook-json.js';
import {parseSort, sortIterations} from '../campaign/sort.js';
import {textFlag, type Invocation} from './command.js';
import {loadForCommand} from './load-for-command.js';
import {csv, print} from './print.js';

/** Prints the statistics table. */
export async function table(invocation: Invocation): Promise<number> {
	const sort = textFlag(invocation, 'sort');
	const filter = textFlag(invocation, 'filter');
	const sorting = sort === undefined ? undefined : parseSort(sort);
	const {campaign, iterations} = await loadForCommand(invocation);
	const matches = filter === undefined ? () => true : parseFilter(filter, campaign.entries.flatMap(({parameters}) => Object.keys(parameters)));
	const kept = iterations.filter(one => matches(one));
	const rows = sorting ? sortIterations(kept, sorting) : kept;
	return print(await draw(rows, invocation), iterations.length);
}

async function draw(rows: readonly LoadedIteration[], invocation: Invocation): Promise<string> {
	switch (textFlag(invocation, 'format')) {
		case 'json': {
			return `${JSON.stringify(rows.map(row => tableRow(row)), null, 2)}\n`;
		}

		case 'csv': {
			return csv(rows.map(row => flatRow(row)), flatNames);
		}

		case 'markdown': {
			return (await import('./table-text.js')).markdownTable(rows, invocation);
		}

		default: {
			return (await import('./table-text.js')).textTable(rows, invocation);
		}
	}
}

const flatNames = columns.flatMap(({id, kind}) => kind === 'spread' ? [`${id}.mean`, `${id}.min`, `${id}.max`] : [id]);
