/** A value at a place on the x axis; a y of null is a gap. */
export type Point = {readonly x: number; readonly y: number | null; readonly stdev: number | null};

/** A named line; points ascending in x, several may share one. */
export type Series = {readonly name: string; readonly points: readonly Point[]};

const marks = {unicode: [...'●▲■◆✕○'], ascii: [...'o^#%x+']} as const;
const letters = [...'abcdefghijklmnopqrstuvwyz'];

/** The character of the series of that place: six shapes, then letters. */
export const markOf = (index: number, ascii: boolean): string => {
	const known = ascii ? marks.ascii : marks.unicode;
	return known[index] ?? letters[(index - known.length) % letters.length] ?? '*';
};

/** The character of a cell in which points of several series are. */
export const sharedMark = (ascii: boolean): string => ascii ? '*' : '✱';

// Beyond this even the span of an axis would be infinite.
const max = 1e300;
const isDrawable = (value: number | null): value is number => value !== null && Math.abs(value) < max;

/** The series without places that are no numbers; what cannot be drawn (NaN, infinite, on a log axis 0 and below) becomes a gap. */
export const drawableSeries = (series: readonly Series[], log: boolean): readonly Series[] => series.map(({name, points}) => ({
	name,
	points: points.filter(({x}) => isDrawable(x)).map(({x, y, stdev}) => ({
		x, y: isDrawable(y) && (!log || y > 0) ? y : null, stdev: isDrawable(stdev) && stdev > 0 ? stdev : null,
	})),
}));
