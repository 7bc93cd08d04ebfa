import {expect, test} from 'vitest';
import {judge} from './budgets.js';

test.for([
	['12 times as fast as the notebook at 500 MB is enough', {budget: 'coldLarge', measured: 1000, peer: 12_000}, 'ok'],
	['11.9 times is not', {budget: 'coldLarge', measured: 1000, peer: 11_900}, 'missed'],
	['300 ms to the first frame are 2.5 × 60 ms + 150 ms', {budget: 'firstFrame', measured: 300, peer: 60}, 'ok'],
	['301 ms are too many', {budget: 'firstFrame', measured: 301, peer: 60}, 'missed'],
	['4 KiB a key are enough', {budget: 'keyBytes', measured: 4096}, 'ok'],
	['4,097 bytes are not', {budget: 'keyBytes', measured: 4097}, 'missed'],
	['a ratio without its peer is a miss', {budget: 'coldLarge', measured: 1}, 'missed'],
	['a screen that does not answer is a miss', {budget: 'keyTime', failed: 'only 3 frames'}, 'missed'],
	['what cannot be compared is skipped', {budget: 'warmSmall', skipped: 'no python3'}, 'skipped'],
] as const)('%s', ([, measurement, verdict]) => {
	expect(judge({subject: 'a campaign', ...measurement})).toBe(verdict);
});
