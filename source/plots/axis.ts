export type Tick = {readonly value: number; readonly label: string};

/** An axis of a chart: its ends, its ticks (those that matter most come first), and what share (0–1) of it lies before a value. */
export type Axis = {
	readonly from: number;
	readonly to: number;
	readonly ticks: readonly Tick[];
	readonly share: (value: number) => number;
};

/** Ascending ticks with the ends before those between: where room is short the ends are what is needed. */
export const endsFirst = (ticks: readonly Tick[]): readonly Tick[] => {
	const [first, ...rest] = ticks;
	const last = rest.at(-1);
	return [first, last, ...rest.slice(0, -1)].flatMap(tick => tick ? [tick] : []);
};

/** A share kept within the axis; 0 where it is no number. */
export const clampShare = (share: number): number => share > 0 ? Math.min(1, share) : 0;
