import process from 'node:process';
import {Writable} from 'node:stream';
import {terminalSize} from '../../system/terminal.js';
import {cutEnd, widthOf} from '../../text/cells.js';
import {asciiCells} from '../../text/clean.js';
import {
	changedCells, commonStart, hasSureWidth, findScroll, scrollBytes, scrolled,
} from './frame-changes.js';

/** The real terminal behind a sink. */
type FrameTarget = Writable & {readonly columns: number; readonly rows: number};

const frameMilliseconds = 1000 / 30;
// Ink also writes cursor visibility, and empty strings to wait for the queue; neither is a frame.
const noFrame = /^(?:\u001B\[\?\d+[hl])*$/v;

/**
 * Replaces stdout in `render(app, {stdout: stdoutOf(sink), debug: true, patchConsole: false, exitOnCtrlC: false})`, where each write is a whole
 * frame. Sends the terminal only changed lines, at most 30 times a second, and nothing while it is behind.
 */
export class FrameSink extends Writable {
	readonly isTTY = true;
	readonly #target: FrameTarget;
	readonly #ascii: boolean;
	#frame: string | undefined;
	#isPending = false;
	/** The rows the terminal currently shows; undefined if unknown. */
	#shown: readonly string[] | undefined;
	#sentAt = Number.NEGATIVE_INFINITY;
	#timer: NodeJS.Timeout | undefined;
	#isBehind = false;
	#isStopped = false;

	/** With `ascii` only ASCII is sent, even for names from the campaign. */
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
			this.#frame = sanitizeFrame(frame);
			this.#isPending = true;
			this.#schedule();
		}

		done();
	}

	/** Sends the last frame again in full, after something else has drawn on the screen. */
	repaint(): void {
		this.#shown = undefined;
		this.#isPending = this.#frame !== undefined;
		this.#schedule();
	}

	/** The lines of the last frame, without colours and trailing spaces. */
	lines(): readonly string[] {
		return (this.#frame ?? '').replaceAll(/\u{1B}\[[\d;]*m/gv, '').split('\n').map(line => line.trimEnd());
	}

	/** Sends a pending frame immediately. */
	flush(): void {
		if (this.#isPending && !this.#isStopped) {
			this.#send();
		}
	}

	/** Writes nothing from now on. */
	stop(): void {
		this.#isStopped = true;
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#target.off('resize', this.#resized);
		this.#target.off('drain', this.#drained);
	}

	readonly #resized = (): void => {
		this.#shown = undefined;
		// Listeners draw the new size in several steps; wait for the last one.
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

/** The sink as the type that ink expects; it has all the members that ink uses. */
export function stdoutOf(sink: FrameSink): FrameSink & NodeJS.WriteStream;
export function stdoutOf(sink: FrameSink): FrameSink {
	return sink;
}

/** Either the plain changes, or a terminal scroll plus the remaining changes, whichever is shorter. */
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

	// After a full line the cursor stays on the last cell, which erasing to the end would clear. Where terminals disagree on widths, parts of the
	// old line could remain: erase first.
	const erase = hasSureWidth(rest) ? '' : '\u001B[K';
	return `${location}${erase}${rest}\u001B[0m`;
}

/*
Restricts what a frame may send to the terminal: text, line ends, and the colours and attributes of our themes. File names, pasted text and
messages are cleaned where they enter; this is the safety net.
*/

const allowed = /^(?:0|1|2|3|4|7|9|22|23|24|27|29|3[0-79]|4[0-79]|9[0-7]|10[0-7]|[34]8;5;\d{1,3}|[34]8;2;\d{1,3};\d{1,3};\d{1,3})?(?:;(?:0|1|2|3|4|7|9|22|23|24|27|29|3[0-79]|4[0-79]|9[0-7]|10[0-7]))*$/v;
const foreign = /\u{1B}(?:\[(?<attributes>[\d;]*)m)?|[\0-\t\v-\u{1A}\u{1C}-\u{1F}\u{7F}-\u{9F}\u{61C}\u{200E}\u{200F}\u{2028}-\u{202E}\u{2066}-\u{2069}]/gv;

/** Removes invisible direction marks and foreign escape sequences from the frame; control characters become `?`. */
export const sanitizeFrame = (frame: string): string => frame.replaceAll(foreign, (found, attributes: string | undefined) =>
	attributes !== undefined && allowed.test(attributes) ? found : (found < '\u{A0}' ? '?' : ''));
