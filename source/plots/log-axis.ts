import {clampShare, endsFirst, type Axis} from './axis.js';

/**
 * A log axis in whole decades, one at least, that holds all values above zero; what is below its beginning (zero, too) stands
 * there. Ticks at powers of ten, below three decades at 2 and 5 times these as well.
 */
export function logAxis(values: readonly number[]): Axis {
	const positive = values.filter(value => value > 0 && Number.isFinite(value));
	const minimum = positive.reduce((a, b) => Math.min(a, b), positive[0] ?? 1);
	const greatest = positive.reduce((a, b) => Math.max(a, b), minimum);
	const low = Math.floor(Math.log10(minimum) + 1e-9);
	const decades = Math.max(1, Math.ceil(Math.log10(greatest) - 1e-9) - low);
	const tick = (exponent: number, factor = 1) => ({value: power(exponent, factor), label: logLabel(power(exponent, factor))});
	const powers = Array.from({length: decades + 1}, (_, index) => tick(low + index));
	const between = decades < 3 ? [2, 5].flatMap(factor => powers.slice(0, -1).map((_, index) => tick(low + index, factor))) : [];
	return {
		from: power(low), to: power(low + decades),
		ticks: [...endsFirst(powers), ...between],
		share: value => value > 0 ? clampShare((Math.log10(value) - low) / decades) : 0,
	};
}

const power = (exponent: number, factor = 1): number => Number(`${factor}e${exponent}`);
const scales = [['G', 1e9], ['M', 1e6], ['k', 1e3]] as const;

/** A value of a log axis, short: `0.001`, `20`, `5k`, `1M`. */
export function logLabel(value: number): string {
	if (value >= 1e12 || (value > 0 && value < 1e-3)) {
		return value.toExponential(0);
	}

	const [suffix, scale] = scales.find(item => value >= item[1]) ?? ['', 1];
	return `${value / scale}${suffix}`;
}
