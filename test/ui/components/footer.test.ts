import {expect, test} from 'vitest';
import {hintLine} from '../../../source/ui/components/footer.js';
import {screens} from '../../../source/ui/screens/screens.js';
import {widthOf} from '../../../source/text/cells.js';
import {entry} from '../../campaign-builder.js';
import {iterationsOf} from '../../campaign-iterations.js';
import {asciiLook, plainLook} from '../look.js';
import {mark, stateWith} from '../state-builder.js';
import {plainText} from '../../../source/text/styled-text.js';

const iterations = await iterationsOf([entry('A-0')]);

test.for([60, 80, 120, 200])('at %i columns the footer of every screen fits, and ends with help and quit', columns => {
	for (const {id: screen} of screens) {
		for (const marked of [[], [1]]) {
			const state = mark(...marked)(stateWith({size: {columns, rows: 24}, screen}));
			for (const look of [plainLook, asciiLook]) {
				const line = hintLine({...state, look});
				expect(plainText(line)).toMatch(/ {2}\? help {2}q quit$/v);
				expect(widthOf(line), plainText(line)).toBeLessThanOrEqual(columns);
			}
		}
	}
});

test('hints that do not fit before help and quit are omitted, and not replaced by later ones', () => {
	const state = stateWith({size: {columns: 60, rows: 24}, iterations});
	expect(hintLine(state)).toBe('Enter latency  ↓ next  J detail  Space mark  ? help  q quit');
	// `/ filter` would fit there, but not `Space mark` before it.
	expect(hintLine({...state, size: {columns: 58, rows: 24}})).toBe('Enter latency  ↓ next  J detail  ? help  q quit');
	expect(hintLine({...state, size: {columns: 80, rows: 24}, look: asciiLook})).toBe('Enter latency  Down next  J detail  Space mark  / filter  s sort  ? help  q quit');
});

test('a text field has neither help nor quit, since their letters are typed', () => {
	expect(hintLine(stateWith({overlay: 'filter'}))).toBe('Enter keep  Esc cancel  ↓ next');
});
