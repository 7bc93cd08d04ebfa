import {columns} from '../campaign/query/columns.js';
import {isLoaded, type Iteration} from '../campaign/model/iteration.js';
import {flatRow, tableRow} from './notebook-json.js';
import {amountOf} from './formats.js';
import type {Report} from './report.js';
import {textTable} from './table-text.js';

/** The names of a row's numbers, spreads as `per_client_ok.mean`, `.min`, `.max`. */
export const tableColumns: readonly string[] = columns.flatMap(({id, kind}) => kind === 'spread' ? [`${id}.mean`, `${id}.min`, `${id}.max`] : [id]);

/** The statistics table of the usable ones, as the command `table` prints it. */
export function iterationsReport(iterations: readonly Iteration[]): Report {
	const rows = iterations.filter(iteration => isLoaded(iteration));
	return {
		amount: amountOf(rows.length, 'iteration'),
		text: ({glyphs: {ascii}}) => textTable(rows, {ascii, hasColour: false, width: Infinity}),
		columns: tableColumns,
		rows: () => rows.map(row => flatRow(row)),
		json: () => rows.map(row => tableRow(row)),
	};
}
