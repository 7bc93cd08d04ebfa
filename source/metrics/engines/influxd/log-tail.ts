import {shortened} from '../influx/request-errors.js';

/** The end of what a server says: for the port that it takes, and for the reason of its end. */
export type LogTail = {
	readonly add: (text: string) => void;
	readonly text: () => string;
	/** The last lines that say something, in one. */
	readonly lastWords: () => string;
};

const maxKept = 65_536;
const linesShown = 2;

/** An empty tail of 64 KiB at most. */
export function openLogTail(): LogTail {
	let kept = '';
	return {
		add(text) {
			kept = `${kept}${text}`.slice(-maxKept);
		},
		text: () => kept,
		lastWords() {
			const lines = kept.split('\n').map(line => wordsOf(line)).filter(line => line !== '');
			return lines.length === 0 ? 'it said nothing' : shortened(lines.slice(-linesShown).join('; '));
		},
	};
}

// `ts=… lvl=info msg="InfluxDB starting" log_id=… version=1.6.7`: the time and the id say nothing to anybody.
const wordsOf = (line: string): string => line.replaceAll(/\b(?:ts|log_id|lvl|trace_id)=\S* ?/gv, '').trim();
