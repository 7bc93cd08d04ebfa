declare module 'asciichart' {
	type Options = {
		readonly min?: number;
		readonly max?: number;
		readonly height?: number;
		/** Columns left of the plot; the last of them is the axis. */
		readonly offset?: number;
		readonly format?: (value: number) => string;
		/** Axis at zero, axis, two ends, `─ ╰ ╭ ╮ ╯ │`. */
		readonly symbols?: readonly string[];
	};

	const asciichart: {readonly plot: (series: ReadonlyArray<readonly number[]>, options?: Options) => string};
	export default asciichart;
}
