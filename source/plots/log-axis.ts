import {formatCount} from '../text/numbers.js';

/** A logarithmic axis over some cells: from a power of ten to a power of ten. */
export type LogAxis = {readonly from: number; readonly to: number; readonly width: number};

/** The axis in whole decades that holds all values above zero; one decade at least. */
export function logAxis(values: readonly number[], width: number): LogAxis {
	const positive = values.filter(value => value > 0 && Number.isFinite(value));
	const from = 10 ** Math.floor(Math.log10(Math.min(1, ...positive)));
	const most = Math.max(from, ...positive);
	const decades = Math.max(1, Math.ceil(Math.log10(most / from) - 1e-9));
	return {from, to: from * (10 ** decades), width};
}

/** What share (0–1) of the axis lies before the value. */
export const shareOf = (value: number, {from, to}: LogAxis): number =>
	value <= from ? 0 : Math.min(1, Math.log10(value / from) / Math.log10(to / from));

/** The decades' labels at their places: `1       10      100`; labels never touch, the ends come first. */
export function drawLogTicks(axis: LogAxis): string {
	const cells = Array.from({length: axis.width}, () => ' ');
	const decades = Math.round(Math.log10(axis.to / axis.from));
	const ticks = Array.from({length: decades + 1}, (_, place) => axis.from * (10 ** place));
	const [first, ...between] = ticks.slice(0, -1);
	for (const value of [first, ticks.at(-1), ...between]) {
		const label = value === undefined ? '' : value < 1 ? String(Number(value.toPrecision(1))) : formatCount(value);
		const wanted = Math.round(shareOf(value ?? 0, axis) * (axis.width - 1));
		const start = Math.min(wanted, axis.width - label.length);
		const isFree = start >= 0 && cells.slice(Math.max(0, start - 1), start + label.length + 1).every(cell => cell === ' ');
		if (isFree) {
			cells.splice(start, label.length, ...label);
		}
	}

	return cells.join('').trimEnd();
}
