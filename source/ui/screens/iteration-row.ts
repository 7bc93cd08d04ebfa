import {
	type Iteration, type LoadedIteration, isLoaded, speakingSide,
} from '../../campaign/iteration.js';
import {cleanText} from '../../text/clean.js';
import {cutEnd, padEnd, padStart} from '../../text/cells.js';
import {formatCount, formatNumber} from '../../text/numbers.js';
import type {Look} from '../context.js';

type ListColumn = {
	readonly head: string;
	readonly width: number;
	readonly align: 'left' | 'right';
	/** Columns of a higher number leave first where the list is narrow. */
	readonly priority: number;
	readonly text: (iteration: LoadedIteration, ascii: boolean) => string;
};

const listColumns: readonly ListColumn[] = [
	{
		head: 'driver', width: 8, align: 'left', priority: 1, text: one => cleanText(one.driver ?? ''),
	},
	{
		head: 'call type', width: 10, align: 'left', priority: 2, text: one => cleanText(one.callType ?? ''),
	},
	{
		head: 'clients', width: 7, align: 'right', priority: 1, text: one => formatCount(one.clients.agents),
	},
	{
		head: 'servers', width: 7, align: 'right', priority: 4, text: one => formatCount(one.servers.agents),
	},
	{
		head: 'msg/s', width: 8, align: 'right', priority: 3, text: (one, ascii) => formatNumber(one[speakingSide(one)].rate, {ascii}),
	},
	{
		head: 'mean ms', width: 8, align: 'right', priority: 1, text: (one, ascii) => formatNumber(one[speakingSide(one)].latency.count === 0 ? null : one[speakingSide(one)].latency.mean, {ascii}),
	},
	{
		head: 'failed', width: 7, align: 'right', priority: 2, text: one => formatCount(one.clients.failed + one.servers.failed),
	},
];

const labelWidth = 8;

const fitting = (width: number): readonly ListColumn[] => {
	let kept = listColumns;
	while (kept.length > 1 && labelWidth + 2 + kept.reduce((sum, column) => sum + column.width + 1, 0) > width) {
		const worst = Math.max(...kept.map(column => column.priority));
		const last = kept.findLastIndex(column => column.priority === worst);
		kept = kept.filter((_, place) => place !== last);
	}

	return kept;
};

const aligned = (text: string, {width, align}: ListColumn, ellipsis: string): string => {
	const cut = cutEnd(text, width, ellipsis);
	return align === 'left' ? padEnd(cut, width) : padStart(cut, width);
};

/** The head of the list, `width` cells. */
export const listHead = (width: number, {theme, glyphs}: Look): string =>
	theme.faint(`  ${padEnd('id', labelWidth)}${fitting(width).map(column => ` ${aligned(column.head, column, glyphs.ellipsis)}`).join('')}`);

/** One iteration of the list, `width` cells; a skipped one gives its reason in the place of numbers. */
export function listRow(iteration: Iteration, {width, isSelected}: {width: number; isSelected: boolean}, {theme, glyphs}: Look): string {
	const label = padEnd(cutEnd(cleanText(iteration.label), labelWidth, glyphs.ellipsis), labelWidth);
	const start = `${isSelected ? '>' : ' '} ${label}`;
	const rest = isLoaded(iteration)
		? fitting(width).map(column => ` ${aligned(column.text(iteration, glyphs.ascii), column, glyphs.ellipsis)}`).join('')
		: ` ${padEnd(cutEnd(`skipped: ${cleanText(iteration.reason)}`, width - labelWidth - 3, glyphs.ellipsis), width - labelWidth - 3)}`;
	const line = padEnd(start + rest, width);
	if (isSelected) {
		return theme.cursor(line);
	}

	return isLoaded(iteration) ? (iteration.clients.failed + iteration.servers.failed > 0 ? theme.bad(line) : line) : theme.warning(line);
}
