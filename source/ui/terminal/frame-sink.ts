import process from 'node:process';
import {Writable} from 'node:stream';
import {terminalSize} from '../../system/terminal.js';
import {cutEnd, widthOf} from '../../text/cells.js';
import {asciiCells} from '../../text/clean.js';
import {
	mapText, plainText, spansOf, terminalText, type StyledText,
} from '../../text/styled-text.js';
import {
	changedCells, commonStart, findScroll, hasSureWidth, isSameLine, scrollBytes, scrolled,
} from './frame-changes.js';

/** The real terminal behind a sink. */
type FrameTarget = Writable & {readonly columns: number; readonly rows: number};

const frameIntervalMs = 1000 / 30;

/**
 * Sends frames to the terminal: only what changed, at most 30 times a second, and nothing while the terminal is behind. It is also ink's stdout, in
 * `render(app, {stdout: stdoutOf(sink), onRender, debug: true, patchConsole: false, exitOnCtrlC: false})`: the size for its layout; what ink writes
 * is discarded, because frames come by `show`.
 */
export class FrameSink extends Writable {
	readonly isTTY = true;
	readonly #target: FrameTarget;
	readonly #ascii: boolean;
	#frame: readonly StyledText[] | undefined;
	#isPending = false;
	/** The rows the terminal currently shows; undefined if unknown. */
	#shown: readonly StyledText[] | undefined;
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

	override _write(_chunk: unknown, _encoding: string, done: () => void): void {
		done();
	}

	/** Shows a frame, given as its lines from the top. */
	show(frame: readonly StyledText[]): void {
		this.#frame = frame.map(line => mapText(line, sanitizeText));
		this.#isPending = true;
		this.#schedule();
	}

	/** Sends the last frame again in full, after something else has drawn on the screen. */
	repaint(): void {
		this.#shown = undefined;
		this.#isPending = this.#frame !== undefined;
		this.#schedule();
	}

	/** The lines of the last frame, without styles and trailing spaces. */
	lines(): readonly string[] {
		return (this.#frame ?? []).map(line => plainText(line).trimEnd());
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

		const wait = this.#sentAt + frameIntervalMs - performance.now();
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
		const frame = (this.#frame ?? []).slice(0, rows);
		const lines = this.#ascii ? frame.map(line => mapText(line, asciiCells)) : frame;
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
function fewestBytes(before: readonly StyledText[] | undefined, after: readonly StyledText[], rows: number, columns: number): string {
	const bytes = changes(before, after, rows, columns);
	const known = before && Array.from({length: rows}, (_, row) => before[row] ?? '');
	const scroll = known && findScroll(known, after);
	const moved = scroll && scrollBytes(scroll) + changes(scrolled(known, scroll), after, rows, columns);
	return moved !== undefined && moved.length < bytes.length ? moved : bytes;
}

function changes(before: readonly StyledText[] | undefined, after: readonly StyledText[], rows: number, columns: number): string {
	let bytes = '';
	for (let row = 0; row < rows; row++) {
		const line = after[row] ?? '';
		const old = before && (before[row] ?? '');
		if (!isSameLine(line, old)) {
			bytes += change(old, line, row, columns);
		}
	}

	return bytes;
}

function change(old: StyledText | undefined, line: StyledText, row: number, columns: number): string {
	const shown = old === undefined ? undefined : cutEnd(old, columns, '');
	const text = cutEnd(line, columns, '');
	const cells = shown === undefined ? undefined : changedCells(shown, text, row + 1);
	if (cells !== undefined) {
		return cells;
	}

	const start = shown === undefined ? 0 : Math.min(commonStart(shown, text), columns - 1);
	const rest = withoutStart(text, start);
	const location = `\u001B[${row + 1};${start + 1}H`;
	if (widthOf(text) < columns) {
		return `${location}${terminalText(rest)}\u001B[K`;
	}

	// After a full line the cursor stays on the last cell, which erasing to the end would clear. Where terminals disagree on widths, parts of the
	// old line could remain: erase first.
	const erase = hasSureWidth(rest) ? '' : '\u001B[K';
	return `${location}${erase}${terminalText(rest)}`;
}

/** The line without so many characters of its first span. */
const withoutStart = (line: StyledText, length: number): StyledText =>
	({spans: spansOf(line).map((span, index) => index === 0 ? {...span, text: span.text.slice(length)} : span)});

const unsafe = /[\0-\u{1F}\u{7F}-\u{9F}\u{61C}\u{200E}\u{200F}\u{2028}-\u{202E}\u{2066}-\u{2069}]/gv;

/**
 * Makes text safe to send to a terminal: control characters become `?`, invisible direction marks are removed. File names, pasted text and messages
 * are cleaned where they enter; this catches what was missed there.
 */
export const sanitizeText = (text: string): string => text.replaceAll(unsafe, found => found < '\u{A0}' ? '?' : '');
