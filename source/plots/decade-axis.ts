import {clampShare, endsFirst, type Axis} from './axis.js';

/** A log axis for values above zero, from a power of ten to a power of ten; ticks at 1, below three decades at 2 and 5 as well. */
export function decadeAxis(least: number, greatest: number): Axis {
	const low = Math.floor(Math.log10(least) + 1e-9);
	const decades = Math.max(1, Math.ceil(Math.log10(greatest) - 1e-9) - low);
	const powers = Array.from({length: decades + 1}, (_, place) => ({value: power(low + place), label: formatDecade(power(low + place))}));
	const between = decades < 3 ? [2, 5].flatMap(factor => powers.slice(0, -1).map((_, place) => power(low + place, factor))) : [];
	const [from, to] = [power(low), power(low + decades)];
	return {
		from, to,
		ticks: [...endsFirst(powers), ...between.map(value => ({value, label: formatDecade(value)}))],
		share: value => value > 0 ? clampShare((Math.log10(value) - low) / decades) : 0,
	};
}

const power = (exponent: number, factor = 1): number => Number(`${factor}e${exponent}`);
const scales = [['G', 1e9], ['M', 1e6], ['k', 1e3]] as const;

function formatDecade(value: number): string {
	if (value >= 1e12 || value < 1e-3) {
		return value.toExponential(0);
	}

	const [suffix, scale] = scales.find(one => value >= one[1]) ?? ['', 1];
	return `${value / scale}${suffix}`;
}
