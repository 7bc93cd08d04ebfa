import {Writable} from 'node:stream';
import {
	afterEach, beforeEach, expect, test, vi,
} from 'vitest';
import {styled, withStyle} from '../../../source/text/styled-text.js';
import {FrameSink} from '../../../source/ui/terminal/frame-sink.js';
import {openTarget, advance} from './open-target.js';

const red = withStyle({foreground: 1});

beforeEach(() => {
	vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout', 'performance']});
});

afterEach(() => {
	vi.useRealTimers();
});

test('the first frame is sent immediately, and covers every row', () => {
	const {target, written} = openTarget(20, 3);
	new FrameSink(target).show(['one', 'two']);
	expect(written).toEqual(['\u001B[?2026h\u001B[1;1Hone\u001B[K\u001B[2;1Htwo\u001B[K\u001B[3;1H\u001B[K\u001B[?2026l']);
});

test('later frames send only the changed cells of changed lines', () => {
	const {target, written} = openTarget();
	const sink = new FrameSink(target);
	sink.show(['title', 'row 17 of 99', 'end']);
	advance();
	sink.show(['title', 'row 18 of 99', 'end']);
	expect(written[1]).toBe('\u001B[?2026h\u001B[2;6H8\u001B[?2026l');
});

test('jumps to distant changes, sends close ones together, and keeps each style', () => {
	const {target, written} = openTarget(40, 1);
	const sink = new FrameSink(target);
	sink.show([styled`A-1  10 ms${red('          2 failed')}`]);
	advance();
	sink.show([styled`A-2  11 ms${red('          3 failed')}`]);
	expect(written[1]).toBe('\u001B[?2026h\u001B[1;3H2  11\u001B[13C\u001B[31m3\u001B[m\u001B[?2026l');
});

test('erases many blanks at once, and moves over them', () => {
	const {target, written} = openTarget(60, 1);
	const sink = new FrameSink(target);
	sink.show([`a${'x'.repeat(20)}b${'x'.repeat(10)}c`]);
	advance();
	sink.show([`A${' '.repeat(20)}B${' '.repeat(10)}C`]);
	expect(written[1]).toBe('\u001B[?2026h\u001B[1;1HA\u001B[20X\u001B[20CB          C\u001B[?2026l');
});

test('rows that moved together are scrolled by the terminal, and only new and changed cells are sent', () => {
	const {target, written} = openTarget(40, 10);
	const sink = new FrameSink(target);
	const frame = (from: number) => ['title', ...Array.from({length: 8}, (_, row) => `  iteration ${from + row}  ${'x'.repeat(from + row)}`), 'end'];
	sink.show(frame(1));
	advance();
	sink.show(frame(2));
	expect(written[1]).toBe('\u001B[?2026h\u001B[2;9r\u001B[1S\u001B[r\u001B[9;3Hiteration 9  xxxxxxxxx\u001B[?2026l');
	advance();
	sink.show(frame(1));
	expect(written[2]).toBe('\u001B[?2026h\u001B[2;9r\u001B[1T\u001B[r\u001B[2;3Hiteration 1  x\u001B[?2026l');
	advance();
	sink.show(frame(3));
	expect(written[3]).toContain('\u001B[2;9r\u001B[2S\u001B[r');
});

test('erases the rest of a line that becomes shorter', () => {
	const {target, written} = openTarget(40, 1);
	const sink = new FrameSink(target);
	sink.show(['one two three']);
	advance();
	sink.show(['one   ']);
	expect(written[1]).toBe('\u001B[?2026h\u001B[1;5H\u001B[K\u001B[?2026l');
});

test('erases to the end of a line once, however much was there', () => {
	const {target, written} = openTarget(60, 1);
	const sink = new FrameSink(target);
	sink.show([`one${' '.repeat(20)}two${' '.repeat(20)}three`]);
	advance();
	sink.show(['one']);
	expect(written[1]).toBe('\u001B[?2026h\u001B[1;24H\u001B[K\u001B[?2026l');
});

test('leaves no cell of an older line where half a wide character would overflow', () => {
	const {target, written} = openTarget(4, 1);
	const sink = new FrameSink(target);
	sink.show(['漢aa']);
	advance();
	sink.show(['aaa漢']);
	expect(written[1]).toBe('\u001B[?2026h\u001B[1;1Haaa\u001B[K\u001B[?2026l');
});

test('an identical frame sends nothing', () => {
	const {target, written} = openTarget();
	const sink = new FrameSink(target);
	sink.show(['one']);
	advance();
	sink.show(['one']);
	advance(1000);
	expect(written).toHaveLength(1);
});

test('within a thirtieth of a second the last frame wins', () => {
	const {target, written} = openTarget();
	const sink = new FrameSink(target);
	for (const frame of ['a', 'b', 'c', 'd']) {
		sink.show([frame]);
	}

	expect(written).toHaveLength(1);
	advance();
	expect(written).toHaveLength(2);
	expect(written[1]).toContain('d');
	advance(1000);
	sink.show(['e']);
	expect(written).toHaveLength(3);
});

test('skips frames while the terminal is slow; the last one is sent when it catches up', () => {
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
		sink.show([frame]);
		advance();
	}

	expect(written).toHaveLength(1);
	release();
	target.emit('drain');
	expect(written).toHaveLength(2);
	expect(written[1]).toContain('Hc');
});

test('discards what ink writes', () => {
	const {target, written} = openTarget();
	const sink = new FrameSink(target);
	sink.write('\u001B[?25l');
	sink.write('text');
	advance();
	expect(written).toEqual([]);
});

test('a repaint sends all rows again, without erasing before', () => {
	const {target, written} = openTarget(20, 2);
	const sink = new FrameSink(target);
	sink.show(['one', 'two']);
	advance();
	sink.repaint();
	expect(written[1]).toBe(written[0]);
	expect(written[1]).not.toMatch(/\u001B\[[0-3]?J/v);
});

test('a repaint before the first frame sends nothing', () => {
	const {target, written} = openTarget();
	new FrameSink(target).repaint();
	expect(written).toEqual([]);
});

test('flush sends pending output immediately, and stop ends all writing', () => {
	const {target, written, resize} = openTarget();
	const sink = new FrameSink(target);
	sink.show(['a']);
	sink.show(['b']);
	sink.flush();
	expect(written).toHaveLength(2);
	sink.show(['c']);
	sink.stop();
	sink.show(['d']);
	sink.repaint();
	sink.flush();
	resize(10, 3);
	advance(1000);
	expect(written).toHaveLength(2);
	expect(target.listenerCount('resize')).toBe(0);
	expect(target.listenerCount('drain')).toBe(0);
});

test('forwards a resize, and sends its frame once', () => {
	const {target, written, resize} = openTarget(20, 3);
	const sink = new FrameSink(target);
	const sizes: number[][] = [];
	sink.on('resize', () => {
		sizes.push([sink.columns, sink.rows]);
		sink.show(['new']);
	});
	sink.show(['old']);
	advance(1000);
	resize(10, 2);
	expect(sizes).toEqual([[10, 2]]);
	sink.show(['newer']);
	advance(1000);
	expect(written).toHaveLength(2);
	expect(written[1]).toContain('newer');
});

test('a terminal of unknown size counts as 80×24', () => {
	const sink = new FrameSink(openTarget(0, 0).target);
	expect([sink.columns, sink.rows]).toEqual([80, 24]);
});
