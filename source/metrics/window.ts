import type {Window} from './metric.js';
import {metricsError} from './errors.js';

/** Margin before the start and after the end of an iteration (s). */
export const margin = 30;

type Times = {readonly start: number | null; readonly stop: number | null};
type Sides = {readonly clients: Times; readonly servers: Times};

/** The time range of an iteration's metrics, with microsecond precision. Throws AppError times-unknown or times-out-of-range. */
export function iterationWindow({clients, servers}: Sides): Window {
	const start = latest(clients.start, servers.start);
	const stop = latest(clients.stop, servers.stop);
	if (start === undefined || stop === undefined) {
		throw metricsError('times-unknown', 'no times in its logs, so the time range of its metrics is unknown');
	}

	const window = {start: microseconds(start - margin), stop: microseconds(stop + margin)};
	if (window.start < min || window.stop > max) {
		throw metricsError('times-out-of-range', `impossible times in its logs: ${start} to ${stop} s after 1970`);
	}

	return window;
}

/**
 * The time range in which both sides were running, from the later start to the earlier stop, with microsecond precision. Throws AppError times-unknown,
 * times-out-of-range, or load-empty if they did not overlap.
 */
export function loadWindow({clients, servers}: Sides): Window {
	const own = iterationWindow({clients, servers});
	const start = own.start + BigInt(margin) * 1_000_000_000n;
	const stop = microseconds(Math.min(...[clients.stop, servers.stop].filter(time => time !== null)));
	if (stop < start) {
		throw metricsError('load-empty', 'its clients and servers never ran at the same time, so there is no load');
	}

	return {start, stop};
}

/** The length of that range (s); undefined if the logs have no times. */
export function windowSeconds({clients, servers}: Sides): number | undefined {
	const start = latest(clients.start, servers.start);
	const stop = latest(clients.stop, servers.stop);
	return start === undefined || stop === undefined ? undefined : stop - start + 2 * margin;
}

/** A time as RFC 3339 in UTC, exact: `2026-11-23T11:38:26.688159Z`; without a fraction if that is zero. */
export const rfc3339 = (time: bigint): string => `${written(time, 'T')}Z`;

/** A time in the notation of queries: `2026-11-23 11:38:26.688159`. */
export const queryTime = (time: bigint): string => written(time, ' ');

// The range of InfluxDB timestamps (64-bit nanoseconds), minus a margin for the surrounding buckets.
const min = -(2n ** 63n) + 86_400_000_000_000n;
const max = (2n ** 63n) - 86_400_000_000_000n;

const latest = (a: number | null, b: number | null): number | undefined => {
	const known = [a, b].filter(time => time !== null);
	return known.length === 0 ? undefined : Math.max(...known);
};

/** Converts seconds to nanoseconds, rounded to microseconds like Python's datetime: only the fraction, half to even. */
function microseconds(seconds: number): bigint {
	const whole = Math.trunc(seconds);
	return Number.isFinite(seconds) ? (BigInt(whole) * 1_000_000n + BigInt(roundHalfEven((seconds - whole) * 1e6))) * 1000n : max + 1n;
}

function roundHalfEven(value: number): number {
	const below = Math.floor(value);
	const rest = value - below;
	return rest < 0.5 || (rest === 0.5 && below % 2 === 0) ? below : below + 1;
}

function written(time: bigint, separator: string): string {
	const second = 1_000_000_000n;
	const rest = ((time % second) + second) % second;
	const [date = '', clock = ''] = new Date(Number((time - rest) / 1_000_000n)).toISOString().split(/[T.]/v);
	const digits = String(rest).padStart(9, '0');
	const fraction = rest === 0n ? '' : `.${digits.endsWith('000') ? digits.slice(0, 6) : digits}`;
	return `${date}${separator}${clock}${fraction}`;
}
