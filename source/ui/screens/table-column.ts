import {measured, numberOf, type Column} from '../../campaign/query/columns.js';
import {type Iteration, type LoadedIteration, isLoaded} from '../../campaign/model/iteration.js';
import {cutEnd, padEnd, padStart} from '../../text/cells.js';
import {widest} from '../../text/align.js';
import {columnTexts} from '../../campaign/query/column-text.js';
import type {Look} from '../../reports/theme.js';

/** A column of the table with a cell for each loaded iteration, all of one width. */
export type DrawnColumn = {readonly head: string; readonly width: number; readonly cells: ReadonlyMap<Iteration, string>};

const maxText = 24;
/** Units as they stand behind a column's name; counts need none. */
const units: Readonly<Record<string, string>> = {'messages/s': ' /s', ms: ' ms'};

/** Draws a column: text to the left, numbers below each other by their points, the only highest and the only lowest marked. */
export function drawColumn(column: Column, iterations: readonly Iteration[], arrow: string, {glyphs}: Look): DrawnColumn {
	const loaded = iterations.filter(iteration => isLoaded(iteration));
	const isText = column.kind === 'text';
	const texts = columnTexts(column, loaded, glyphs);
	const cells = isText
		? texts.map(text => cutEnd(text, maxText, glyphs.ellipsis))
		: marked(texts, loaded.map(iteration => numberOf(measured(column, iteration))), glyphs);
	const name = `${column.id}${column.kind === 'number' ? units[column.unit ?? ''] ?? '' : ''}${arrow}`;
	const width = Math.max(widest(cells), name.length);
	const pad = isText ? padEnd : padStart;
	const padded = new Map<Iteration, string>(loaded.map((iteration: LoadedIteration, index) => [iteration, pad(cells[index] ?? '', width)]));
	return {head: pad(name, width), width, cells: padded};
}

/** The texts with a mark behind the highest and the lowest number, where just one has it. */
function marked(texts: readonly string[], values: ReadonlyArray<number | null>, {max: maximum, min: minimum}: Look['glyphs']): readonly string[] {
	const [highest, lowest] = [onlyIndexOf(Math.max, values), onlyIndexOf(Math.min, values)];
	const markAt = new Map([[lowest, minimum], [highest, maximum]]);
	return texts.map((text, index) => {
		const mark = highest === lowest ? ' ' : markAt.get(index) ?? ' ';
		const number = text.trimEnd();
		return number + mark + text.slice(number.length);
	});
}

function onlyIndexOf(extreme: (...values: readonly number[]) => number, values: ReadonlyArray<number | null>): number {
	let pendingEffect: number | undefined;
	for (const value of values) {
		if (value !== null) {
			pendingEffect = pendingEffect === undefined ? value : extreme(pendingEffect, value);
		}
	}

	const first = values.indexOf(pendingEffect ?? null);
	return first === values.lastIndexOf(pendingEffect ?? null) ? first : -1;
}
