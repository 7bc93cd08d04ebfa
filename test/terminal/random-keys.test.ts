import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {expect, test} from 'vitest';
import {createRandom} from '../benchmark/generate.js';
import {newFolder} from '../campaign-builder.js';
import {screens} from '../../source/ui/screens/screens.js';
import {screenKeys} from '../../source/ui/keys/common-keys.js';
import type {Explorer} from './driver.js';
import {
	bundled, expectFreshPicture, fingerprint, openOn,
} from './explorer-helpers.js';

const pty: Readonly<Record<string, string>> = {
	escape: 'Escape',
	enter: 'Enter',
	tab: 'Tab',
	'shift-tab': 'Shift-Tab',
	space: 'Space',
	down: 'Down',
	up: 'Up',
	left: 'Left',
	right: 'Right',
	pagedown: 'PageDown',
	pageup: 'PageUp',
	home: 'Home',
	end: 'End',
};
const pressed = (name: string): string => pty[name] ?? name.replace(/^ctrl-(?<letter>.)$/v, (_, letter: string) => `Ctrl-${letter.toUpperCase()}`);
const keys = [...new Set(screens.flatMap(screen => screenKeys(screens, screen.keys)).flatMap(({keys}) => keys))].filter(name => name !== 'q').map(name => pressed(name));
const typed = ['a', 'b', '0', '>', 'Backspace', 'Ctrl-U', 'Ctrl-W', '\u001B[200~b c\u001B[201~', 'Ctrl-L'];
const seed = Number(process.env.WALK_SEED ?? 20_261_124);

/** Waits for pending agents and metrics: what they draw later would look like a stale cell. */
async function quiet(explorer: Explorer): Promise<void> {
	let before = '';
	for (let same = 0; same < quietLooks;) {
		await explorer.idle();
		const now = explorer.screen().join('\n');
		same = now === before && !/Esc stops|reading the agents/v.test(now) ? same + 1 : 0;
		before = now;
		// A message that disappears by itself would be missing in the repaint.
		if (now.includes('x dismiss')) {
			explorer.press('x');
		}

		await sleep(100);
	}
}

// Loading starts a moment after the screen is opened.
const quietLooks = 3;

// They mostly wait: side by side they take as long as one.
const sessions = 4;

test(`2,000 random keys at random sizes, in ${sessions} sessions: the picture always equals a full repaint, and the campaign is unchanged`, {timeout: 120_000}, async () => {
	const before = fingerprint(bundled);
	await Promise.all(Array.from({length: sessions}, async (_, index) => walk(seed + index, 80 / sessions)));
	expect(fingerprint(bundled)).toBe(before);
});

/** Presses 25 random keys in each round. */
async function walk(seed: number, rounds: number): Promise<void> {
	const random = createRandom(seed);
	const pick = <Value>(values: readonly Value[]): Value | undefined => values[Math.floor(random() * values.length)];
	// It may export files: they go to a temporary folder.
	const explorer = await openOn(bundled, '1/12', {columns: 80, rows: 24, cwd: newFolder('walk')});
	for (let round = 0; round < rounds; round++) {
		if (round % 3 === 2) {
			explorer.resize(60 + Math.floor(random() * 240), 15 + Math.floor(random() * 65));
		}

		const walked = Array.from({length: 25}, () => pick(random() < 0.85 ? keys : typed) ?? 'j');
		for (const key of walked) {
			explorer.press(key);
			// A key directly after Escape would be Alt with that key.
			if (key === 'Escape') {
				await sleep(60);
			}
		}

		await quiet(explorer);
		await expectFreshPicture(explorer, `round ${round} of seed ${seed}: ${walked.join(' ')}`);
		expect(explorer.isAlternate()).toBe(true);
	}

	explorer.press('Ctrl-C');
	expect(await explorer.exited).toMatchObject({code: 0});
}

// The walk above uses other sizes.
test('at 80×24 every key on every screen leaves a picture that equals a full repaint', {timeout: 120_000}, async () => {
	await Promise.all(['1', '2', '3', '4', '5', '6', '7'].map(async screen => {
		const explorer = await openOn(bundled, '1/12', {columns: 80, rows: 24, cwd: newFolder('keys')});
		for (const key of keys.filter(name => name !== 'e')) {
			explorer.press(screen, key);
			await sleep(25);
			explorer.press('Escape');
			await sleep(60);
		}

		await quiet(explorer);
		await expectFreshPicture(explorer, `screen ${screen}`);
		explorer.press('Ctrl-C');
		expect(await explorer.exited).toMatchObject({code: 0});
	}));
});
