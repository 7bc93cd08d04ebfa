import process from 'node:process';
import {longestWait} from '../system/waiting.js';
import {cleanText} from '../text/clean.js';
import {createStatusLine} from './status-line.js';

const intervalMs = 1000;

/** Runs a command, and meanwhile names the file that the disk is slow to deliver, if any, on a terminal line. */
export async function withWaitNotice<Result>(run: () => Promise<Result>): Promise<Result> {
	const line = createStatusLine(process.stderr);
	const timer = setInterval(() => {
		const text = longestWait();
		if (text === undefined) {
			line.erase();
		} else {
			line.show(() => cleanText(text));
		}
	}, intervalMs).unref();
	try {
		return await run();
	} finally {
		clearInterval(timer);
		line.erase();
	}
}
