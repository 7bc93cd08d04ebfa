/** 10⁰ … 10²², each exact in a double. */
export const powersOfTen = Float64Array.from({length: 23}, (_, power) => Number(`1e${power}`));

/** The two factors of Dekker's splitting: halves of 26 bits whose products are exact. */
const splitter = (2 ** 27) + 1;

/**
 * The double nearest to (high · scale + low) / divisor, as `Number` of the decimal text would give; NaN where the rounding is
 * too close to call. `high` is an integer up to 2⁵³, `low` one below `scale`, a power of ten up to 10¹⁵ (10⁹ where `high` has
 * more than 15 digits); `divisor` is a power of ten up to 10²². Error-free transformations after T. J. Dekker (1971): the quotient
 * in twice the precision of a double.
 */
export function nearestQuotient(high: number, scale: number, low: number, divisor: number): number {
	const product = high * scale;
	const rest = productError(high, scale, product) + low;
	const sum = product + rest;
	if (sum <= Number.MAX_SAFE_INTEGER) {
		return sum / divisor;
	}

	const sumError = rest - (sum - product);
	const quotient = sum / divisor;
	const back = quotient * divisor;
	const remainder = (sum - back) - productError(quotient, divisor, back) + sumError;
	const correction = remainder / divisor;
	const nearest = quotient + (correction * (1 - (2 ** -50)));
	return nearest === quotient + (correction * (1 + (2 ** -50))) ? nearest : Number.NaN;
}

/** a · b − product, exactly, where `product` is the rounded a · b. */
function productError(a: number, b: number, product: number): number {
	const spreadA = a * splitter;
	const highA = spreadA - (spreadA - a);
	const lowA = a - highA;
	const spreadB = b * splitter;
	const highB = spreadB - (spreadB - b);
	const lowB = b - highB;
	return lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB);
}
