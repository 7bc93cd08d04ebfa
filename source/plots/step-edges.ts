import type {Bin} from './bins.js';
import {logLabel} from './axes.js';

/** Where 1-2-5 steps begin (0, 1, 2, 5, 10 … ms), from the first to the last of these bins in steps, also those between that none has. */
export function stepEdges(bins: readonly Bin[]): readonly number[] {
	if (bins.length === 0) {
		return [];
	}

	const first = bins.reduce((minimum, {from}) => Math.min(minimum, from), Infinity);
	const last = bins.reduce((greatest, {from}) => Math.max(greatest, from), 0);
	const low = exponentOf(bins.reduce((minimum, {from, to}) => Math.min(minimum, from > 0 ? from : to), Infinity));
	const steps = last > 0
		? Array.from({length: exponentOf(last) - low + 1}, (_, index) => [1, 2, 5].map(step => Number(`${step}e${low + index}`))).flat()
		: [];
	return [0, ...steps].filter(edge => edge >= first * (1 - rounding) && edge <= last * (1 + rounding));
}

// A power of ten may have come out of a product.
const rounding = 1e-9;
const exponentOf = (value: number): number => Math.floor(Math.log10(value) + rounding);

/** At most the given number of edges: all, else the first and the powers of ten, else as many of these as fit at one distance. */
export function fitEdges(edges: readonly number[], maximum: number): readonly number[] {
	if (edges.length <= maximum) {
		return edges;
	}

	const decades = edges.filter((edge, index) => index === 0 || isPower(edge));
	const each = Math.ceil(decades.length / Math.max(1, maximum));
	return decades.filter((_, index) => index % each === 0);
}

/**
 * Each edge (ms) above the beginning of its bin, of the given width in cells: the first and the powers of ten come first,
 * labels neither touch nor stick out.
 */
export function drawEdges(edges: readonly number[], cell: number): string {
	const cells = Array.from({length: edges.length * cell}, () => ' ');
	const placed = edges.map((edge, index) => ({label: logLabel(edge), start: index * cell, isFirst: index === 0 || isPower(edge)}));
	for (const {label, start} of [...placed.filter(({isFirst}) => isFirst), ...placed.filter(({isFirst}) => !isFirst)]) {
		if (start + label.length <= cells.length && cells.slice(Math.max(0, start - 1), start + label.length + 1).every(name => name === ' ')) {
			cells.splice(start, label.length, ...label);
		}
	}

	return cells.join('').trimEnd();
}

const isPower = (edge: number): boolean => edge === Number(`1e${exponentOf(edge)}`);
