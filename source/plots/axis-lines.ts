import type {Axis} from './axis.js';

/** An axis over so many columns: its rule with a mark at each tick that has room, and the labels below these; the ends come first, labels never touch. */
export function axisLines({ticks, share}: Axis, columns: number, ascii: boolean): readonly [rule: string, labels: string] {
	const rule: string[] = Array.from({length: columns}, () => ascii ? '-' : '─');
	const labels = Array.from({length: columns}, () => ' ');
	for (const {value, label} of ticks) {
		const column = Math.round(share(value) * (columns - 1));
		const start = Math.max(0, Math.min(column - Math.floor((label.length - 1) / 2), columns - label.length));
		if (label.length <= columns && labels.slice(Math.max(0, start - 1), start + label.length + 1).every(cell => cell === ' ')) {
			labels.splice(start, label.length, ...label);
			rule[column] = ascii ? '+' : '┬';
		}
	}

	return [`${ascii ? '+' : '└'}${rule.join('')}`, labels.join('').trimEnd()];
}

/** An axis over so many rows (0 at the bottom): labels by their rows, at least a free row between two. */
export function rowLabels({ticks, share}: Axis, rows: number): ReadonlyMap<number, string> {
	const taken = new Map<number, string>();
	for (const {value, label} of ticks) {
		const row = Math.round(share(value) * (rows - 1));
		if (![row - 1, row, row + 1].some(near => taken.has(near)) || (rows === 2 && !taken.has(row))) {
			taken.set(row, label);
		}
	}

	return taken;
}
