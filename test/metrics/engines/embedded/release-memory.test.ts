import {expect, test} from 'vitest';
import {release} from '../../../../source/metrics/engines/embedded/pace.js';

test('releases a chunk that is a whole buffer, but not a part of one', () => {
	const whole = new Uint8Array(1000).fill(7);
	release(whole);
	expect(whole.length).toBe(0);
	const part = new Uint8Array(1000).fill(7).subarray(0, 999);
	release(part);
	expect(part[998]).toBe(7);
});

test('releases a buffer with the last of its parts', () => {
	const whole = new Uint8Array(1000).fill(7);
	release(whole.subarray(0, 300));
	expect(whole[300]).toBe(7);
	release(whole.subarray(300));
	expect(whole.length).toBe(0);
});
