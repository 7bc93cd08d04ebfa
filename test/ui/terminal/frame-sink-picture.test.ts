import fc from 'fast-check';
import stringWidth from 'string-width';
import {
	afterEach, expect, test, vi,
} from 'vitest';
import {
	concat, mapText, styled, terminalText, withStyle, type StyledText,
} from '../../../source/text/styled-text.js';
import {FrameSink} from '../../../source/ui/terminal/frame-sink.js';
import {openScreen, type Cell} from '../../terminal/screen.js';
import {openTarget, advance} from './open-target.js';

afterEach(() => {
	vi.useRealTimers();
});

const inverse = withStyle({isInverse: true});
const cyan = withStyle({foreground: 6});
const bold = withStyle({isBold: true});
const red = withStyle({foreground: 1});

/** Parts of lines: plain, coloured, wide, combining, and of ambiguous width. */
const piece = fc.oneof(
	{weight: 4, arbitrary: fc.string({unit: fc.constantFrom('a', 'b', 'a\u0301', ' ', '│'), maxLength: 6})},
	{weight: 2, arbitrary: fc.constantFrom(inverse('cur'), cyan('x'), inverse('  '), bold('b'))},
	{weight: 1, arbitrary: fc.constantFrom('漢字', 'é', 'e\u0301', '─█', '▏', '👍', '👨‍👩‍👧')},
);
const line = fc.array(piece, {maxLength: 6}).map(pieces => concat(pieces));
const frame = fc.array(line, {minLength: 1, maxLength: 7});
const step = fc.oneof(
	{weight: 8, arbitrary: fc.record({kind: fc.constant('frame' as const), frame, wait: fc.constantFrom(0, 40)})},
	{weight: 1, arbitrary: fc.record({kind: fc.constant('resize' as const), columns: fc.integer({min: 2, max: 24}), rows: fc.integer({min: 1, max: 8})})},
	{weight: 1, arbitrary: fc.record({kind: fc.constant('repaint' as const)})},
);

test('the picture always matches the last frame: no cell of an older one remains', async () => {
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

test('however a list scrolls, with content next to it and a cursor in it, the picture matches the last frame', async () => {
	const line = fc
		.array(fc.constantFrom('a', 'b', ' ', '漢', '█', red('a'), inverse('b'), red(' ')), {minLength: 2, maxLength: 20})
		.map(parts => concat(parts));
	const move = fc.record({by: fc.integer({min: -4, max: 4}), beside: fc.constantFrom('', 'x', 'long text'), cursor: fc.integer({min: 0, max: 11})});
	await fc.assert(fc.asyncProperty(fc.array(line, {minLength: 12, maxLength: 24}), fc.array(move, {minLength: 1, maxLength: 12}), async (list, moves) => {
		let top = 0;
		await expectPicture(moves.map(({by, beside, cursor}) => {
			const first = Math.max(0, Math.min(list.length - 12, top + by));
			top = first;
			return [
				'title',
				...list.slice(first, first + 12).map((text, row) => styled`${row === cursor ? '>' : ' '}${first + row} ${text} ${beside}`),
				'end',
			];
		}), 30, 14);
	}), {numRuns: 200});
}, 60_000);

test('whatever becomes blank, the picture matches the last frame', async () => {
	const part = fc.tuple(fc.constantFrom('x', '█', ' ', ' '), fc.integer({min: 1, max: 20}), fc.constantFrom((text: string): StyledText => text, red, inverse));
	const line = fc.array(part, {maxLength: 5}).map(parts => concat(parts.map(([character, count, style]) => style(character.repeat(count)))));
	await fc.assert(fc.asyncProperty(fc.array(line, {minLength: 1, maxLength: 6}), async lines => {
		await expectPicture(lines.map(text => [text]), 50, 1);
	}), {numRuns: 200});
}, 60_000);

/** Shows frames one after the other, and compares the screen with the last of them drawn on an empty screen. */
async function expectPicture(frames: ReadonlyArray<readonly StyledText[]>, columns: number, rows: number): Promise<void> {
	vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout', 'performance']});
	const {target, written} = openTarget(columns, rows);
	const sink = new FrameSink(target);
	for (const frame of frames) {
		sink.show(frame);
		advance();
	}

	vi.useRealTimers();
	const screen = openScreen(columns, rows);
	screen.write(`\u001B[?1049h\u001B[?7l${written.join('')}`);
	await screen.settled();
	expect(picture(screen)).toEqual(await freshPicture(frames.at(-1) ?? [], columns, rows));
	screen.close();
}

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** The output to the terminal in order: bytes and size changes. */
function record(steps: readonly Step[]) {
	vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout', 'performance']});
	const events: Array<string | {columns: number; rows: number}> = [];
	const {target, written, resize} = openTarget(12, 5);
	const sink = new FrameSink(target);
	let last: readonly StyledText[] = [];
	for (const now of steps) {
		if (now.kind === 'frame') {
			last = now.frame;
			sink.show(last);
			advance(now.wait);
		} else if (now.kind === 'repaint') {
			sink.repaint();
		} else {
			events.push(...written.splice(0), {columns: now.columns, rows: now.rows});
			resize(now.columns, now.rows);
		}
	}

	advance(1000);
	events.push(...written);
	vi.useRealTimers();
	return {
		events, last, columns: sink.columns, rows: sink.rows,
	};
}

const picture = (screen: {cells: (row: number) => Cell[]; lines: () => string[]}): unknown[] =>
	screen.lines().map((text, row) => ({text, cells: screen.cells(row).map(cell => cell.text === '' ? {...cell, text: ' '} : cell)}));

/** The frame drawn line by line on an empty screen. */
async function freshPicture(last: readonly StyledText[], columns: number, rows: number): Promise<unknown[]> {
	const screen = openScreen(columns, rows);
	screen.write('\u001B[?1049h\u001B[?7l');
	for (const [row, text] of last.slice(0, rows).entries()) {
		screen.write(`\u001B[${row + 1};1H${terminalText(fit(text, columns))}`);
	}

	await screen.settled();
	const result = picture(screen);
	screen.close();
	return result;
}

/** Cuts the line to the width. */
function fit(line: StyledText, columns: number): StyledText {
	let shown = '';
	let isFull = false;
	return mapText(line, text => {
		let part = '';
		for (const {segment} of new Intl.Segmenter().segment(text)) {
			isFull ||= stringWidth(shown + segment) > columns;
			part += isFull ? '' : segment;
			shown += isFull ? '' : segment;
		}

		return part;
	});
}
