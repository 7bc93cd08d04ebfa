import {expect, test} from 'vitest';
import {createRandom} from '../benchmark/generate.js';
import {bundled, expectFreshPicture, openOn} from './opened.js';

const keys = ['j', 'k', 'Down', 'Up', 'PageDown', 'PageUp', 'g', 'G', '1', '2', '3', '4', '5', '6', '7', 'Tab', 'Shift-Tab', 'Enter', 'Escape', 'l', 'h', 'J', 'K', 'Space', 't', 's', 'S', 'c', 'L', 'v', '%', 'X', '/', 'a', '?', 'x', 'r', '\u001B[200~b c\u001B[201~', 'Backspace', 'Ctrl-U', 'm', 'e', 'y', 'i', 'o', ':'];

test('300 random keys at random sizes: the picture is always that of a fresh paint, and nothing sticks out', async () => {
	const random = createRandom(20_261_124);
	const pick = <Value>(values: readonly Value[]): Value | undefined => values[Math.floor(random() * values.length)];
	const explorer = await openOn(bundled, '1/12', {columns: 80, rows: 24});
	for (let round = 0; round < 30; round++) {
		if (round % 3 === 2) {
			explorer.resize(60 + Math.floor(random() * 240), 15 + Math.floor(random() * 65));
		}

		for (let press = 0; press < 10; press++) {
			explorer.press(pick(keys) ?? 'j');
			if (press % 5 === 4) {
				await explorer.idle();
			}
		}

		await expectFreshPicture(explorer, `round ${round}`);
		expect(explorer.isAlternate()).toBe(true);
	}
}, 120_000);
