import {cutEnd, ellipsisFor} from '../text/cells.js';

/** Minimum size of a chart with two axes, in cells. */
const minimum = {width: 20, height: 5};

/** What to draw if a chart does not fit: a line with the required size, or nothing without any height. Undefined if it fits. */
export function tooSmallLines({width, height}: {readonly width: number; readonly height: number}, ascii: boolean): readonly string[] | undefined {
	return width < minimum.width || height < minimum.height
		? [cutEnd(`too small: ${minimum.width}${ascii ? 'x' : '×'}${minimum.height} needed`, width, ellipsisFor(ascii))].slice(0, Math.max(0, height))
		: undefined;
}
