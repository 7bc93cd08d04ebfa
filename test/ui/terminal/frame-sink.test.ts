import {Writable} from 'node:stream';
import fc from 'fast-check';
import stringWidth from 'string-width';
import {
	afterEach, beforeEach, expect, test, vi,
} from 'vitest';
import {FrameSink} from '../../../source/ui/terminal/frame-sink.js';
import {openScreen, type Cell} from '../../terminal/screen.js';

beforeEach(() => {
	vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout', 'performance']});
});

afterEach(() => {
	vi.useRealTimers();
});

/** A terminal that keeps its bytes, takes them at once, and can change its size. */
function openTarget(columns = 20, rows = 5) {
	const written: string[] = [];
	const target = Object.assign(new Writable({
		decodeStrings: false,
		write(chunk, _encoding, done) {
			written.push(String(chunk));
			done();
		},
	}), {columns, rows});
	return {
		target,
		written,
		resize(newColumns: number, newRows: number) {
			Object.assign(target, {columns: newColumns, rows: newRows});
			target.emit('resize');
		},
	};
}

const pass = (milliseconds = 34) => {
	vi.advanceTimersByTime(milliseconds);
};

test('the first frame goes out at once, and covers every row', () => {
	const {target, written} = openTarget(20, 3);
	new FrameSink(target).write('one\ntwo');
	expect(written).toEqual(['\u001B[?2026h\u001B[1;1Hone\u001B[0m\u001B[K\u001B[2;1Htwo\u001B[0m\u001B[K\u001B[3;1H\u001B[0m\u001B[K\u001B[?2026l']);
});

test('later only the changed cells of a changed line are sent', () => {
	const {target, written} = openTarget();
	const sink = new FrameSink(target);
	sink.write('title\nrow 17 of 99\nend');
	pass();
	sink.write('title\nrow 18 of 99\nend');
	expect(written[1]).toBe('\u001B[?2026h\u001B[2;6H8\u001B[?2026l');
});

test('changes far apart are jumped to, near ones are sent together, and each keeps its style', () => {
	const {target, written} = openTarget(40, 1);
	const sink = new FrameSink(target);
	sink.write('A-1  10 ms\u001B[31m          2 failed\u001B[39m');
	pass();
	sink.write('A-2  11 ms\u001B[31m          3 failed\u001B[39m');
	expect(written[1]).toBe('\u001B[?2026h\u001B[1;3H2  11\u001B[1;21H\u001B[31m3\u001B[0m\u001B[?2026l');
});

test('rows that moved as one are scrolled by the terminal, and only what came in and what changed beside them is sent', () => {
	const {target, written} = openTarget(40, 10);
	const sink = new FrameSink(target);
	const frame = (from: number) => ['title', ...Array.from({length: 8}, (_, row) => `  iteration ${from + row}  ${'x'.repeat(from + row)}`), 'end'].join('\n');
	sink.write(frame(1));
	pass();
	sink.write(frame(2));
	expect(written[1]).toBe('\u001B[?2026h\u001B[2;9r\u001B[1S\u001B[r\u001B[9;3Hiteration 9  xxxxxxxxx\u001B[?2026l');
	pass();
	sink.write(frame(1));
	expect(written[2]).toBe('\u001B[?2026h\u001B[2;9r\u001B[1T\u001B[r\u001B[2;3Hiteration 1  x\u001B[?2026l');
	pass();
	sink.write(frame(3));
	expect(written[3]).toContain('\u001B[2;9r\u001B[2S\u001B[r');
});

test('where a line becomes shorter, its rest is erased', () => {
	const {target, written} = openTarget(40, 1);
	const sink = new FrameSink(target);
	sink.write('one two three');
	pass();
	sink.write('one   ');
	expect(written[1]).toBe('\u001B[?2026h\u001B[1;5H\u001B[K\u001B[?2026l');
});

test('where half of a wide character would stick out, nothing of an older line stays in its cell', () => {
	const {target, written} = openTarget(4, 1);
	const sink = new FrameSink(target);
	sink.write('漢aa');
	pass();
	sink.write('aaa漢');
	expect(written[1]).toBe('\u001B[?2026h\u001B[1;1Haaa\u001B[0m\u001B[K\u001B[?2026l');
});

test('the same frame again sends nothing', () => {
	const {target, written} = openTarget();
	const sink = new FrameSink(target);
	sink.write('one');
	pass();
	sink.write('one');
	pass(1000);
	expect(written).toHaveLength(1);
});

test('within a thirtieth of a second the last frame wins', () => {
	const {target, written} = openTarget();
	const sink = new FrameSink(target);
	for (const frame of ['a', 'b', 'c', 'd']) {
		sink.write(frame);
	}

	expect(written).toHaveLength(1);
	pass();
	expect(written).toHaveLength(2);
	expect(written[1]).toContain('d');
	pass(1000);
	sink.write('e');
	expect(written).toHaveLength(3);
});

test('while the terminal is behind, frames are skipped; the last is sent when it has caught up', () => {
	const written: string[] = [];
	let release: () => void = () => undefined;
	const target = Object.assign(new Writable({
		highWaterMark: 16,
		write(chunk, _encoding, done) {
			written.push(String(chunk));
			release = done;
		},
	}), {columns: 20, rows: 2});
	const sink = new FrameSink(target);
	for (const frame of ['a', 'b', 'c']) {
		sink.write(frame);
		pass();
	}

	expect(written).toHaveLength(1);
	release();
	target.emit('drain');
	expect(written).toHaveLength(2);
	expect(written[1]).toContain('Hc');
});

test('what is no frame is not drawn: the cursor\'s visibility and empty writes', () => {
	const {target, written} = openTarget();
	const sink = new FrameSink(target);
	sink.write('\u001B[?25l');
	sink.write('');
	pass();
	expect(written).toEqual([]);
});

test('a repaint sends all rows again, and erases nothing before it writes', () => {
	const {target, written} = openTarget(20, 2);
	const sink = new FrameSink(target);
	sink.write('one\ntwo');
	pass();
	sink.repaint();
	expect(written[1]).toBe(written[0]);
	expect(written[1]).not.toMatch(/\u001B\[[0-3]?J/v);
});

test('a repaint before the first frame sends nothing', () => {
	const {target, written} = openTarget();
	new FrameSink(target).repaint();
	expect(written).toEqual([]);
});

test('flush sends at once what waits, and stop ends all writing', () => {
	const {target, written, resize} = openTarget();
	const sink = new FrameSink(target);
	sink.write('a');
	sink.write('b');
	sink.flush();
	expect(written).toHaveLength(2);
	sink.write('c');
	sink.stop();
	sink.write('d');
	sink.repaint();
	sink.flush();
	resize(10, 3);
	pass(1000);
	expect(written).toHaveLength(2);
	expect(target.listenerCount('resize')).toBe(0);
	expect(target.listenerCount('drain')).toBe(0);
});

test('a resize is passed on, and what is drawn for it is sent once', () => {
	const {target, written, resize} = openTarget(20, 3);
	const sink = new FrameSink(target);
	const sizes: number[][] = [];
	sink.on('resize', () => {
		sizes.push([sink.columns, sink.rows]);
		sink.write('new');
	});
	sink.write('old');
	pass(1000);
	resize(10, 2);
	expect(sizes).toEqual([[10, 2]]);
	sink.write('newer');
	pass(1000);
	expect(written).toHaveLength(2);
	expect(written[1]).toContain('newer');
});

test('a terminal that does not tell its size is taken as 80×24', () => {
	const sink = new FrameSink(openTarget(0, 0).target);
	expect([sink.columns, sink.rows]).toEqual([80, 24]);
});

/** Pieces of lines: plain, coloured, wide, combining, and of a width that terminals disagree on. */
const piece = fc.oneof(
	{weight: 4, arbitrary: fc.string({unit: fc.constantFrom('a', 'b', 'a\u0301', ' ', '│'), maxLength: 6})},
	{weight: 2, arbitrary: fc.constantFrom('\u001B[7mcur\u001B[27m', '\u001B[36mx\u001B[39m', '\u001B[41m  \u001B[49m', '\u001B[1mb')},
	{weight: 1, arbitrary: fc.constantFrom('漢字', 'é', 'e\u0301', '─█', '▏', '👍', '👨‍👩‍👧')},
);
const line = fc.array(piece, {maxLength: 6}).map(pieces => pieces.join(''));
const frame = fc.array(line, {minLength: 1, maxLength: 7}).map(lines => lines.join('\n'));
const step = fc.oneof(
	{weight: 8, arbitrary: fc.record({kind: fc.constant('frame' as const), frame, wait: fc.constantFrom(0, 40)})},
	{weight: 1, arbitrary: fc.record({kind: fc.constant('resize' as const), columns: fc.integer({min: 2, max: 24}), rows: fc.integer({min: 1, max: 8})})},
	{weight: 1, arbitrary: fc.record({kind: fc.constant('repaint' as const)})},
);

test('whatever is drawn, the picture is that of the last frame alone: no cell of an older one stays', async () => {
	await fc.assert(fc.asyncProperty(fc.array(step, {minLength: 1, maxLength: 12}), async steps => {
		const {events, last, columns, rows} = record(steps);
		const screen = openScreen(12, 5);
		screen.write('\u001B[?1049h\u001B[?7l');
		for (const event of events) {
			if (typeof event === 'string') {
				screen.write(event);
			} else {
				await screen.settled();
				screen.resize(event.columns, event.rows);
			}
		}

		await screen.settled();
		expect(picture(screen)).toEqual(await freshPicture(last, columns, rows));
		screen.close();
	}), {numRuns: 300});
}, 60_000);

test('however a list scrolls, with what is beside it and a cursor in it, the picture is that of the last frame alone', async () => {
	const line = fc.array(fc.constantFrom('a', 'b', ' ', '漢', '█', '\u001B[31m', '\u001B[7m', '\u001B[0m'), {minLength: 2, maxLength: 20}).map(parts => parts.join(''));
	const move = fc.record({by: fc.integer({min: -4, max: 4}), beside: fc.constantFrom('', 'x', 'long text'), cursor: fc.integer({min: 0, max: 11})});
	await fc.assert(fc.asyncProperty(fc.array(line, {minLength: 12, maxLength: 24}), fc.array(move, {minLength: 1, maxLength: 12}), async (list, moves) => {
		const [columns, rows] = [30, 14];
		vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout', 'performance']});
		const {target, written} = openTarget(columns, rows);
		const sink = new FrameSink(target);
		let top = 0;
		let last = '';
		for (const {by, beside, cursor} of moves) {
			top = Math.max(0, Math.min(list.length - 12, top + by));
			last = ['title', ...list.slice(top, top + 12).map((text, row) => `${row === cursor ? '>' : ' '}${top + row} ${text}\u001B[0m ${beside}`), 'end'].join('\n');
			sink.write(last);
			pass();
		}

		vi.useRealTimers();
		const screen = openScreen(columns, rows);
		screen.write(`\u001B[?1049h\u001B[?7l${written.join('')}`);
		await screen.settled();
		expect(picture(screen)).toEqual(await freshPicture(last, columns, rows));
		screen.close();
	}), {numRuns: 200});
}, 60_000);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What the terminal got, in order: bytes and new sizes. */
function record(steps: readonly Step[]) {
	vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout', 'performance']});
	const events: Array<string | {columns: number; rows: number}> = [];
	const {target, written, resize} = openTarget(12, 5);
	const sink = new FrameSink(target);
	let last = '';
	for (const now of steps) {
		if (now.kind === 'frame') {
			// An empty write is no frame.
			last = now.frame === '' ? last : now.frame;
			sink.write(now.frame);
			pass(now.wait);
		} else if (now.kind === 'repaint') {
			sink.repaint();
		} else {
			events.push(...written.splice(0), {columns: now.columns, rows: now.rows});
			resize(now.columns, now.rows);
		}
	}

	pass(1000);
	events.push(...written);
	vi.useRealTimers();
	return {
		events, last, columns: sink.columns, rows: sink.rows,
	};
}

const picture = (screen: {cells: (row: number) => Cell[]; lines: () => string[]}): unknown[] =>
	screen.lines().map((text, row) => ({text, cells: screen.cells(row).map(cell => cell.text === '' ? {...cell, text: ' '} : cell)}));

/** The frame on an empty screen, drawn in the plainest way. */
async function freshPicture(last: string, columns: number, rows: number): Promise<unknown[]> {
	const screen = openScreen(columns, rows);
	screen.write('\u001B[?1049h\u001B[?7l');
	for (const [row, text] of last.split('\n').slice(0, rows).entries()) {
		screen.write(`\u001B[${row + 1};1H${fit(text, columns)}\u001B[0m`);
	}

	await screen.settled();
	const result = picture(screen);
	screen.close();
	return result;
}

/** The line up to the last column; colours are kept to the end. */
function fit(text: string, columns: number): string {
	let result = '';
	let isFull = false;
	for (const part of text.split(/(\u001B\[\d+m)/v)) {
		for (const {segment} of part.startsWith('\u001B') ? [{segment: part}] : new Intl.Segmenter().segment(part)) {
			isFull ||= stringWidth(result + segment) > columns;
			result += isFull && !segment.startsWith('\u001B') ? '' : segment;
		}
	}

	return result;
}
