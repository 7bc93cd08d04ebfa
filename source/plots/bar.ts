import {itemAt} from '../system/assert.js';

/** Longer bars tell no more, and on a slow line each cell costs three bytes. */
export const longestBar = 100;

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar of `share` (0–1) of the width, rounded down to an eighth of a cell, but visible for anything above zero. */
export function drawBar(share: number, width: number, ascii = false): string {
	if (!(share > 0) || width < 1) {
		return '';
	}

	const cells = Math.min(1, share) * width;
	const whole = Math.floor(cells);
	return ascii ? ('#'.repeat(whole) || '.') : ('█'.repeat(whole) + itemAt(eighths, Math.floor((cells - whole) * 8)) || '▏');
}
