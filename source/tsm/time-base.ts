/**
 * The reference point of times. Nanoseconds since the epoch do not fit a double, but those since the base do: exactly within 104 days, rounded
 * beyond, without ever crossing a time that is nearer.
 */
export type TimeBase = {
	/** Nanoseconds since the epoch; `high` (signed) and `low` are its 32-bit halves. */
	readonly value: bigint;
	readonly high: number;
	readonly low: number;
};

/** A base at that many nanoseconds since the epoch. */
export const timeBase = (value: bigint): TimeBase => ({
	value,
	high: Number(BigInt.asIntN(32, value >> 32n)),
	low: Number(BigInt.asUintN(32, value)),
});

/** A time in nanoseconds from the base, given its 32-bit halves (the high one signed). */
export const sinceBase = (high: number, low: number, base: TimeBase): number => (high - base.high) * 4_294_967_296 + (low - base.low);
