/**
 * What times are counted from. Nanoseconds since the epoch do not fit a double, those since the base do: exactly within
 * 104 days of it; beyond, they are rounded, but stay on their side of everything that is nearer.
 */
export type TimeBase = {
	/** Nanoseconds since the epoch; `high` (signed) and `low` are its halves of 32 bits. */
	readonly value: bigint;
	readonly high: number;
	readonly low: number;
};

/** The base at so many nanoseconds since the epoch. */
export const timeBase = (value: bigint): TimeBase => ({
	value,
	high: Number(BigInt.asIntN(32, value >> 32n)),
	low: Number(BigInt.asUintN(32, value)),
});

/** A time given by its halves (the high one signed), in nanoseconds from the base. */
export const sinceBase = (high: number, low: number, base: TimeBase): number => (high - base.high) * 4_294_967_296 + (low - base.low);
