import {expect, test} from 'vitest';
import {slideWindow} from '../../source/ui/layout.js';

const list = {count: 100, height: 20};

test('opens with the cursor in the middle, and scrolls only as far as two rows of context require', () => {
	expect(slideWindow(undefined, {...list, cursor: 50})).toEqual({first: 40, end: 60});
	expect(slideWindow(40, {...list, cursor: 57})).toEqual({first: 40, end: 60});
	expect(slideWindow(40, {...list, cursor: 58})).toEqual({first: 41, end: 61});
	expect(slideWindow(40, {...list, cursor: 41})).toEqual({first: 39, end: 59});
});

test('by halves it scrolls by ten of its twenty rows when the cursor is near an edge, up to the ends', () => {
	const halves = {...list, byHalves: true};
	expect(slideWindow(40, {...halves, cursor: 57})).toEqual({first: 40, end: 60});
	expect(slideWindow(40, {...halves, cursor: 58})).toEqual({first: 50, end: 70});
	expect(slideWindow(40, {...halves, cursor: 41})).toEqual({first: 30, end: 50});
	expect(slideWindow(78, {...halves, cursor: 97})).toEqual({first: 80, end: 100});
	expect(slideWindow(0, {...halves, cursor: 90})).toEqual({first: 73, end: 93});
});

test('the cursor is visible at any height', () => {
	for (let height = 1; height < 12; height++) {
		let top: number | undefined;
		for (let cursor = 0; cursor < 60; cursor++) {
			const {first, end} = slideWindow(top, {
				count: 60, height, cursor, byHalves: true,
			});
			expect(cursor >= first && cursor < end, `${height} ${cursor}`).toBe(true);
			top = first;
		}
	}
});
