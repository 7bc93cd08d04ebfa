import {itemAt} from '../system/lists.js';

/** Longer bars add no information, and on a slow connection each cell costs three bytes. */
export const longestBar = 100;

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar of `share` (0–1) of the width, rounded down to an eighth of a cell, but never empty for a positive share. */
export function drawBar(share: number, width: number, ascii = false): string {
	if (!(share > 0) || width < 1) {
		return '';
	}

	const cells = Math.min(1, share) * width;
	const whole = Math.floor(cells);
	return ascii ? ('#'.repeat(whole) || '.') : ('█'.repeat(whole) + itemAt(eighths, Math.floor((cells - whole) * 8)) || '▏');
}

const ramps = {unicode: [...'▁▂▃▄▅▆▇█'], ascii: [...'.:-=+*#%']} as const;

/**
 * One cell per share, scaled to the maximum (pass `max` when several sparklines share a scale) and rounded down to an eighth. Positive
 * values are always visible; zero and NaN are blank.
 */
export function drawSparkline(shares: readonly number[], ascii = false, max = Math.max(0, ...shares.filter(share => share > 0))): string {
	const ramp = ascii ? ramps.ascii : ramps.unicode;
	return shares.map(share => share > 0 ? ramp[Math.max(1, Math.min(ramp.length, Math.floor(share / max * ramp.length))) - 1] ?? ' ' : ' ').join('');
}

/** Like `drawSparkline`, but over several rows, top row first, with eight levels each. */
export function drawSparkRows(
	shares: readonly number[],
	{rows, max, ascii = false}: {readonly rows: number; readonly max: number; readonly ascii?: boolean},
): readonly string[] {
	return Array.from({length: rows}, (_, index) => {
		const below = rows - 1 - index;
		const parts = shares.map(share => (share / max) * rows - below);
		return drawSparkline(below === 0 ? parts : parts.map(part => (part < 1 / ramps.unicode.length ? 0 : part)), ascii, 1);
	});
}
