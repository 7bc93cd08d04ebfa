import {expect, test} from 'vitest';
import stringWidth from 'string-width';
import {
	cutEnd, cutMiddle, hasNarrowCells, widthOf,
} from '../../source/text/cells.js';
import {formatSpeed} from '../../source/text/numbers.js';

test.each([
	['latency', 7, 'latency', 'latency'],
	['latency', 3, 'la…', 'l…y'],
	['latency', 1, '…', '…'],
	['漢字', 1, '…', '…'],
])('%s cut to %i cells', (text, width, end, middle) => {
	expect(cutEnd(text, width)).toBe(end);
	expect(cutMiddle(text, width)).toBe(middle);
	expect(widthOf(end)).toBeLessThanOrEqual(width);
});

test('is empty when cut to zero cells', () => {
	expect(cutEnd('latency', 0)).toBe('');
});

test('speed is in bytes per second, and the remaining time is rounded up to seconds', () => {
	expect(formatSpeed({bytesDone: 200e6, bytesTotal: 450e6, seconds: 2})).toBe('100 MB/s, 3 s left');
});

test('shows the amount instead of a speed before anything has been read', () => {
	expect(formatSpeed({bytesDone: 450e6, bytesTotal: 45e9, seconds: 5})).toBe('90.0 MB/s');
	expect(formatSpeed({bytesDone: 4.5e9, bytesTotal: 45e9, seconds: 50})).toBe('90.0 MB/s, 8 min left');
	expect(formatSpeed({bytesDone: 200e6, bytesTotal: 450e6, seconds: 0.4})).toBe('500 MB/s');
	expect(formatSpeed({bytesDone: 0, bytesTotal: 450e6, seconds: 2})).toBe('450 MB');
	expect(formatSpeed({bytesDone: 1, bytesTotal: 450e6, seconds: 0})).toBe('450 MB');
});

test('measures text drawn by the program without grapheme segmentation, with the correct width', () => {
	for (const character of '≈≤≥±×·σ−√∞…–↑→↓›─│┊█▏●') {
		expect([character, hasNarrowCells(character), stringWidth(character)]).toEqual([character, true, 1]);
	}
});
