import {clamp} from './state/moving.js';

/** Rows [first, end) of a list. */
export type Window = {readonly first: number; readonly end: number};

type List = {
	readonly cursor: number;
	readonly count: number;
	readonly height: number;
	/** Whether it moves by half its height: pictures differ in every row, and on a slow line a row is long. */
	readonly byHalves?: boolean;
};

const context = 2;

/** The least move of a window that began at `top` (undefined: anew, the cursor in its middle) that keeps two rows of context round the cursor. */
export function slideWindow(top: number | undefined, {cursor, count, height, byHalves = false}: List): Window {
	const rows = Math.max(1, height);
	const margin = Math.min(context, Math.floor((rows - 1) / 2));
	const half = Math.floor(rows / 2);
	const pendingEffect = top === undefined ? cursor - half : Math.min(Math.max(top, cursor + margin - rows + 1), cursor - margin);
	const isNear = top !== undefined && Math.abs(pendingEffect - top) <= half;
	const first = clamp(byHalves && isNear ? top + (Math.sign(pendingEffect - top) * half) : pendingEffect, Math.max(0, count - rows));
	return {first, end: Math.min(count, first + rows)};
}
