const ramps = {unicode: [...'▁▂▃▄▅▆▇█'], ascii: [...'.:-=+*#%']} as const;

/**
 * A cell for each share: its height is its part of the greatest (of `greatest`, where several sparklines are on one scale),
 * rounded down to an eighth. Anything above zero is visible; zero, and what is no number, is a blank.
 */
export function drawSparkline(shares: readonly number[], ascii = false, greatest = Math.max(0, ...shares.filter(share => share > 0))): string {
	const ramp = ascii ? ramps.ascii : ramps.unicode;
	return shares.map(share => share > 0 ? ramp[Math.max(1, Math.min(ramp.length, Math.floor(share / greatest * ramp.length))) - 1] ?? ' ' : ' ').join('');
}

/** As `drawSparkline`, over several rows from the top, so that there are eight heights for each. */
export function drawSparkRows(
	shares: readonly number[],
	{rows, greatest, ascii = false}: {readonly rows: number; readonly greatest: number; readonly ascii?: boolean},
): readonly string[] {
	return Array.from({length: rows}, (_, index) => {
		const below = rows - 1 - index;
		const parts = shares.map(share => (share / greatest) * rows - below);
		return drawSparkline(below === 0 ? parts : parts.map(part => (part < 1 / ramps.unicode.length ? 0 : part)), ascii, 1);
	});
}
