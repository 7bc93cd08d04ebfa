import {expect, test} from 'vitest';
import {fitEdges, stepEdges} from '../../source/plots/step-edges.js';

const from = (...edges: number[]) => edges.map(edge => ({from: edge, to: edge === 0 ? 1 : edge * 2, count: 1}));

test('steps of 1, 2 and 5 go from the first bin to the last, also where no bin is, and 0 is one of them', () => {
	expect(stepEdges(from(2, 20))).toEqual([2, 5, 10, 20]);
	expect(stepEdges(from(0, 20))).toEqual([0, 1, 2, 5, 10, 20]);
	expect(stepEdges(from(5))).toEqual([5]);
	expect(stepEdges(from(0))).toEqual([0]);
	expect(stepEdges([])).toEqual([]);
});

test('from 1e-3 to 1e9 there are 37 steps, all exact', () => {
	const edges = stepEdges(from(1e-3, 1e9));
	expect(edges).toHaveLength(37);
	expect(edges.slice(0, 4)).toEqual([0.001, 0.002, 0.005, 0.01]);
	expect(edges.at(-1)).toBe(1e9);
});

test('where fewer fit, the first and the powers of ten are left, then as many of these as fit', () => {
	const edges = stepEdges(from(2, 5000));
	expect(fitEdges(edges, 11)).toEqual(edges);
	expect(fitEdges(edges, 10)).toEqual([2, 10, 100, 1000]);
	expect(fitEdges(edges, 2)).toEqual([2, 100]);
	expect(fitEdges(edges, 0)).toEqual([2]);
	expect(fitEdges(stepEdges(from(1e-3, 1e9)), 13)).toHaveLength(13);
});
