import process from 'node:process';
import {Writable} from 'node:stream';
import {terminalSize} from '../../system/terminal-size.js';
import {cutEnd, widthOf} from '../../text/cells.js';
import {asciiCells} from '../../text/clean.js';
import {changedCells, commonStart, hasSureWidth} from './line-change.js';
import {ownSequences} from './own-sequences.js';
import {findScroll, scrollBytes, scrolled} from './scroll.js';

/** The real terminal below a sink. */
export type FrameTarget = Writable & {readonly columns: number; readonly rows: number};

const frameMilliseconds = 1000 / 30;
// Ink also writes its cursor's visibility, and nothing at all to wait for the queue: neither is a frame.
const noFrame = /^(?:\u001B\[\?\d+[hl])*$/v;

/**
Stands in for stdout under `render(app, {stdout: stdoutOf(sink), debug: true, patchConsole: false, exitOnCtrlC: false})`, where each
write is one whole frame, and sends the terminal only the lines that changed: at most 30 times a second, and none while it is behind.
*/
export class FrameSink extends Writable {
	readonly isTTY = true;
	readonly #target: FrameTarget;
	readonly #ascii: boolean;
	#frame: string | undefined;
	#isPending = false;
	/** What the terminal shows, row by row; undefined where that is not known. */
	#shown: readonly string[] | undefined;
	#sentAt = Number.NEGATIVE_INFINITY;
	#timer: NodeJS.Timeout | undefined;
	#isBehind = false;
	#isStopped = false;

	/** With `ascii` nothing beyond ASCII is sent, whatever the names in a campaign have. */
	constructor(target: FrameTarget, {ascii = false}: {readonly ascii?: boolean} = {}) {
		super({decodeStrings: false});
		this.#target = target;
		this.#ascii = ascii;
		target.on('resize', this.#resized);
	}

	get columns(): number {
		return terminalSize(this.#target, process.env).columns;
	}

	get rows(): number {
		return terminalSize(this.#target, process.env).rows;
	}

	override _write(chunk: Uint8Array | string, _encoding: string, done: () => void): void {
		const frame = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
		if (!noFrame.test(frame)) {
			this.#frame = ownSequences(frame);
			this.#isPending = true;
			this.#schedule();
		}

		done();
	}

	/** Sends the last frame again in full, for a screen that something else has drawn on. */
	repaint(): void {
		this.#shown = undefined;
		this.#isPending = this.#frame !== undefined;
		this.#schedule();
	}

	/** The lines of the last frame, without colours and without blanks at their ends. */
	lines(): readonly string[] {
		return (this.#frame ?? '').replaceAll(/\u{1B}\[[\d;]*m/gv, '').split('\n').map(line => line.trimEnd());
	}

	/** Sends what still waits, at once. */
	flush(): void {
		if (this.#isPending && !this.#isStopped) {
			this.#send();
		}
	}

	/** After this nothing is written any more. */
	stop(): void {
		this.#isStopped = true;
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#target.off('resize', this.#resized);
		this.#target.off('drain', this.#drained);
	}

	readonly #resized = (): void => {
		this.#shown = undefined;
		// Those who listen draw the new size in several steps: wait for the last of them.
		this.#sentAt = performance.now();
		this.emit('resize');
		this.repaint();
	};

	readonly #drained = (): void => {
		this.#isBehind = false;
		this.#schedule();
	};

	#schedule(): void {
		if (!this.#isPending || this.#isStopped || this.#isBehind || this.#timer) {
			return;
		}

		const wait = this.#sentAt + frameMilliseconds - performance.now();
		if (wait <= 0) {
			this.#send();
			return;
		}

		this.#timer = setTimeout(() => {
			this.#timer = undefined;
			this.#schedule();
		}, Math.ceil(wait));
	}

	#send(): void {
		this.#isPending = false;
		clearTimeout(this.#timer);
		this.#timer = undefined;
		const {rows, columns} = this;
		const frame = this.#frame ?? '';
		const lines = (this.#ascii ? asciiCells(frame) : frame).split('\n').slice(0, rows);
		const bytes = fewestBytes(this.#shown, lines, rows, columns);
		this.#shown = lines;
		if (bytes === '') {
			return;
		}

		this.#sentAt = performance.now();
		if (!this.#target.write(`\u001B[?2026h${bytes}\u001B[?2026l`) && !this.#isBehind) {
			this.#isBehind = true;
			this.#target.once('drain', this.#drained);
		}
	}
}

/** The sink under the type that ink asks for; of all that a terminal's stream has, ink uses what the sink has too. */
export function stdoutOf(sink: FrameSink): FrameSink & NodeJS.WriteStream;
export function stdoutOf(sink: FrameSink): FrameSink {
	return sink;
}

/** The changes, or a scroll by the terminal and what is left to change after it, whichever is shorter. */
function fewestBytes(before: readonly string[] | undefined, after: readonly string[], rows: number, columns: number): string {
	const bytes = changes(before, after, rows, columns);
	const known = before && Array.from({length: rows}, (_, row) => before[row] ?? '');
	const scroll = known && findScroll(known, after);
	const moved = scroll && scrollBytes(scroll) + changes(scrolled(known, scroll), after, rows, columns);
	return moved !== undefined && moved.length < bytes.length ? moved : bytes;
}

function changes(before: readonly string[] | undefined, after: readonly string[], rows: number, columns: number): string {
	let bytes = '';
	for (let row = 0; row < rows; row++) {
		const line = after[row] ?? '';
		const old = before && (before[row] ?? '');
		if (line !== old) {
			bytes += change(old, line, row, columns);
		}
	}

	return bytes;
}

function change(old: string | undefined, line: string, row: number, columns: number): string {
	const shown = old === undefined ? undefined : cutEnd(old, columns, '');
	const text = cutEnd(line, columns, '');
	const cells = shown === undefined ? undefined : changedCells(shown, text, row + 1);
	if (cells !== undefined) {
		return cells;
	}

	const start = shown === undefined ? 0 : Math.min(commonStart(shown, text), columns - 1);
	const rest = text.slice(start);
	const location = `\u001B[${row + 1};${start + 1}H`;
	if (widthOf(text) < columns) {
		return `${location}${rest}\u001B[0m\u001B[K`;
	}

	// Behind a full line the cursor stays on the last cell: erasing to the end would take that one.
	// Where terminals disagree on the width, a rest of the old line could stay: erase first.
	const erase = hasSureWidth(rest) ? '' : '\u001B[K';
	return `${location}${erase}${rest}\u001B[0m`;
}
