/** Heights of the columns of a drawn density in eighths of a cell, given its lines from the top. */
export function heightsOf(lines: readonly string[], left: number, cells: number): readonly number[] {
	const ramp = ' ▁▂▃▄▅▆▇█';
	return Array.from({length: cells}, (_, cell) => lines.reduce((sum, line) => sum + Math.max(0, ramp.indexOf([...line][left + cell] ?? ' ')), 0));
}

/** The cells of the modes: runs that are at least two eighths and 15 % above the valleys on both sides. */
export function modesIn(heights: readonly number[]): readonly number[] {
	const stands = (top: number, valley: number) => top - valley >= 2 && top >= valley * 1.15;
	const modes: number[] = [];
	let peak = 0;
	let valley = 0;
	let isRising = true;
	for (const [cell, height] of [...heights, 0].entries()) {
		if (isRising) {
			if (height > (heights[peak] ?? 0)) {
				peak = cell;
			} else if (stands(heights[peak] ?? 0, height)) {
				modes.push(peak);
				isRising = false;
				valley = height;
			}
		} else if (stands(height, valley)) {
			isRising = true;
			peak = cell;
		} else {
			valley = Math.min(valley, height);
		}
	}

	return modes;
}
