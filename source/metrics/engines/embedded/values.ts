import type {Operator} from '../../query/query.js';

/** A value: integers of more than 53 bits are bigints; NaN is a valid value. */
export type Value = number | bigint;

/** A 64-bit integer with wraparound. */
export function asInteger(value: bigint): Value {
	const wrapped = BigInt.asIntN(64, value);
	const number = Number(wrapped);
	return Number.isSafeInteger(number) ? number : wrapped;
}

/** The difference of two values; with wraparound for 64-bit integers. */
export const differenceOf = (value: Value, other: Value, isInteger: boolean): Value => isInteger ? integers['-'](value, other) : Number(value) - Number(other);

type Arithmetic<Item> = Readonly<Record<Operator, (value: Item, other: Item) => Item>>;

const exactly = (small: (value: number, other: number) => number, large: (value: bigint, other: bigint) => bigint) => (value: Value, other: Value): Value => {
	const result = typeof value === 'number' && typeof other === 'number' ? small(value, other) : Number.NaN;
	return Number.isSafeInteger(result) ? result : asInteger(large(BigInt(value), BigInt(other)));
};

const floats: Arithmetic<number> = {
	'+': (value, other) => value + other,
	'-': (value, other) => value - other,
	'*': (value, other) => value * other,
	// As in InfluxDB.
	'/': (value, other) => other === 0 ? 0 : value / other,
	'%': (value, other) => value % other,
};

const integers: Arithmetic<Value> = {
	'+': exactly(floats['+'], (value, other) => value + other),
	'-': exactly(floats['-'], (value, other) => value - other),
	'*': exactly(floats['*'], (value, other) => value * other),
	'/': (value, other) => floats['/'](Number(value), Number(other)),
	'%': exactly((value, other) => other === 0 ? 0 : value % other, (value, other) => other === 0n ? 0n : value % other),
};

/** Applies an operation to a value; the operand is an integer if it is written as one. */
export function operate(value: Value, {operator, operand}: {readonly operator: Operator; readonly operand: string}, isInteger: boolean): Value {
	return isInteger && !operand.includes('.')
		? integers[operator](value, asInteger(BigInt(operand)))
		: floats[operator](Number(value), Number(operand));
}
