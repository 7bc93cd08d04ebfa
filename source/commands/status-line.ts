const timeoutMs = 300;
const pause = 100;

/** A line on a terminal that is written over, until it is erased. */
export type StatusLine = {
	/** The text is made only where it is shown; it is given the seconds since the line was created. */
	readonly show: (text: (seconds: number) => string) => void;
	readonly erase: () => void;
};

/** One line that says how far something is: only on a TTY, only once it takes longer than 300 ms, ten times a second at the most. */
export function createStatusLine(output: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>, now = () => performance.now()): StatusLine {
	const start = now();
	let shownAt: number | undefined;
	return {
		show(text) {
			const time = now();
			if (output.isTTY && time - start > timeoutMs && time - (shownAt ?? -Infinity) >= pause) {
				shownAt = time;
				output.write(`\r\u{1B}[K${text((time - start) / 1000)}`);
			}
		},
		erase() {
			if (shownAt !== undefined) {
				shownAt = undefined;
				output.write('\r\u{1B}[K');
			}
		},
	};
}
