import type {Bin} from './bins.js';
import {logLabel} from './log-axis.js';

/** Where 1-2-5 steps begin (0, 1, 2, 5, 10 … ms), from the first to the last of these bins in steps, also those between that none has. */
export function stepEdges(bins: readonly Bin[]): readonly number[] {
	if (bins.length === 0) {
		return [];
	}

	const first = bins.reduce((least, {from}) => Math.min(least, from), Infinity);
	const last = bins.reduce((greatest, {from}) => Math.max(greatest, from), 0);
	const low = exponentOf(bins.reduce((least, {from, to}) => Math.min(least, from > 0 ? from : to), Infinity));
	const steps = last > 0
		? Array.from({length: exponentOf(last) - low + 1}, (_, place) => [1, 2, 5].map(step => Number(`${step}e${low + place}`))).flat()
		: [];
	return [0, ...steps].filter(edge => edge >= first * (1 - rounding) && edge <= last * (1 + rounding));
}

// A power of ten may have come out of a product.
const rounding = 1e-9;
const exponentOf = (value: number): number => Math.floor(Math.log10(value) + rounding);

/** At most so many edges: all, else the first and the powers of ten, else as many of these as fit at one distance. */
export function fitEdges(edges: readonly number[], most: number): readonly number[] {
	if (edges.length <= most) {
		return edges;
	}

	const decades = edges.filter((edge, place) => place === 0 || isPower(edge));
	const each = Math.ceil(decades.length / Math.max(1, most));
	return decades.filter((_, place) => place % each === 0);
}

/** Each edge (ms) above the beginning of its bin, of so many cells each: the first and the powers of ten come first, labels neither touch nor stick out. */
export function drawEdges(edges: readonly number[], cell: number): string {
	const cells = Array.from({length: edges.length * cell}, () => ' ');
	const placed = edges.map((edge, place) => ({label: logLabel(edge), start: place * cell, isFirst: place === 0 || isPower(edge)}));
	for (const {label, start} of [...placed.filter(({isFirst}) => isFirst), ...placed.filter(({isFirst}) => !isFirst)]) {
		if (start + label.length <= cells.length && cells.slice(Math.max(0, start - 1), start + label.length + 1).every(one => one === ' ')) {
			cells.splice(start, label.length, ...label);
		}
	}

	return cells.join('').trimEnd();
}

const isPower = (edge: number): boolean => edge === Number(`1e${exponentOf(edge)}`);
