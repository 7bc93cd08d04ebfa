import {clampShare, endsFirst, type Axis} from './axis.js';

type Options = {
	/** Steps between ticks at the most; one at least. */
	readonly maximum: number;
	/** The least step; 1 for what is counted. */
	readonly minStep?: number;
};

/** A linear axis whose ends and ticks are multiples of 1, 2 or 5 times a power of ten; a single value gets room on both sides. */
export function linearAxis(minimum: number, greatest: number, {maximum, minStep = 0}: Options): Axis {
	const room = minimum === greatest ? Math.max(Math.abs(minimum) * 0.1, minStep, Number.MIN_VALUE * 1e6) : 0;
	const [low, high] = [minimum - room, greatest + room];
	const step = stepFor(low, high, {maximum: Math.max(1, maximum), minStep});
	const first = Math.floor(low / step);
	const count = Math.max(1, Math.ceil(high / step) - first);
	const values = Array.from({length: count + 1}, (_, index) => (first + index) * step);
	const [from, to] = [first * step, (first + count) * step];
	const label = labels(step, Math.max(Math.abs(from), Math.abs(to)));
	return {
		from, to, ticks: endsFirst(values.map(value => ({value, label: label(value)}))), share: value => clampShare((value - from) / (to - from)),
	};
}

/** The smallest step of 1, 2 or 5 times a power of ten that needs no more than so many to go from low to high. */
function stepFor(low: number, high: number, {maximum, minStep}: Required<Options>): number {
	const finest = Math.floor(Math.log10((high - low) / maximum));
	const steps = [0, 1, 2].flatMap(index => [1, 2, 5].map(factor => Number(`${factor}e${finest + index}`)));
	const fits = (step: number) => step >= minStep && Math.ceil(high / step) - Math.floor(low / step) <= maximum;
	return steps.find(step => fits(step)) ?? Math.max(minStep, Number(`1e${finest + 3}`));
}

const scales = [['G', 1e9], ['M', 1e6], ['k', 1e3]] as const;
const smallest = 1e-4;
const largest = 1e13;

/** As many digits as tell one step from the next, in thousands, millions or billions where the axis goes that far. */
function labels(step: number, size: number): (value: number) => string {
	if (size >= largest || step < smallest) {
		const digits = Math.min(15, Math.max(0, Math.floor(Math.log10(size)) - Math.floor(Math.log10(step))));
		return value => value === 0 ? '0' : value.toExponential(digits);
	}

	const [suffix, scale] = scales.find(item => size >= item[1] * 10) ?? ['', 1];
	const digits = Math.max(0, -Math.floor(Math.log10(step / scale) + 1e-9));
	return value => value === 0 ? '0' : `${(value / scale).toFixed(digits)}${suffix}`;
}
