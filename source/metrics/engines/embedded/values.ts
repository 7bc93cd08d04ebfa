import type {Operator} from '../../query/query.js';

/** A value: an integer of more than 53 bits is a bigint; NaN is a value that is no number. */
export type Value = number | bigint;

/** An integer in 64 bits that wrap around. */
export function asInteger(value: bigint): Value {
	const wrapped = BigInt.asIntN(64, value);
	const number = Number(wrapped);
	return Number.isSafeInteger(number) ? number : wrapped;
}

/** A value less another; of integers in 64 bits that wrap around. */
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
	// As InfluxDB has it.
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

/** What an operation makes of a value; the number is an integer where it is written as one. */
export function operate(value: Value, {operator, operand}: {readonly operator: Operator; readonly operand: string}, isInteger: boolean): Value {
	return isInteger && !operand.includes('.')
		? integers[operator](value, asInteger(BigInt(operand)))
		: floats[operator](Number(value), Number(operand));
}
