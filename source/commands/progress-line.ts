import type {Progress} from '../campaign/load.js';

const patience = 300;

/** One line on a terminal that says how far loading is: only on a TTY, and only once it takes longer than 300 ms. */
export function createProgressLine(output: NodeJS.WriteStream): {readonly show: (progress: Progress) => void; readonly erase: () => void} {
	const start = performance.now();
	let isShown = false;
	return {
		show({logsDone, logsTotal, bytesDone, bytesTotal}) {
			const seconds = (performance.now() - start) / 1000;
			if (output.isTTY && seconds * 1000 > patience) {
				isShown = true;
				const speed = bytesDone / seconds;
				const left = speed > 0 ? Math.ceil((bytesTotal - bytesDone) / speed) : 0;
				output.write(`\r\u{1B}[Klogs ${logsDone}/${logsTotal}, ${Math.round(speed / 1e6)} MB/s, ${left} s left`);
			}
		},
		erase() {
			if (isShown) {
				output.write('\r\u{1B}[K');
			}
		},
	};
}
