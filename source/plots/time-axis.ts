import type {Axis} from './axes.js';

const seconds = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600, 43_200, 86_400];
const tickColumns = 8;

/** An axis of time from one moment to another (ms from the beginning that is 0:00), with ticks at round times, one per eight columns at the most. */
export function timeAxis(from: number, to: number, columns: number): Axis {
	const span = Math.max(1, to - from);
	const maximum = Math.max(1, Math.floor(columns / tickColumns));
	const step = (seconds.find(value => span / (value * 1000) <= maximum) ?? Math.ceil(span / maximum / 86_400_000) * 86_400) * 1000;
	const first = Math.ceil(from / step);
	const count = Math.max(0, Math.floor(to / step) - first + 1);
	return {
		from, to,
		ticks: Array.from({length: count}, (_, index) => ({value: (first + index) * step, label: clock((first + index) * step)})),
		share: value => Math.max(0, Math.min(1, (value - from) / span)),
	};
}

/** A time (ms) as `m:ss`, past an hour as `h:mm:ss`. */
export function clock(milliseconds: number): string {
	const whole = Math.round(Math.abs(milliseconds) / 1000);
	const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
	const text = hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}` : String(minutes);
	return `${milliseconds < 0 && whole > 0 ? '-' : ''}${text}:${String(rest).padStart(2, '0')}`;
}
