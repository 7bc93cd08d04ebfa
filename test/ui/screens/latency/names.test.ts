import {expect, test} from 'vitest';
import {iterationNames} from '../../../../source/ui/screens/latency/figures.js';
import {iteration} from '../../../campaign/problems/iterations-builder.js';

const swept = (id: string | null) => [null, '10ms'].map((delay, position) => iteration({
	id, index: position + 1, driver: position === 0 ? 'broker' : 'router', parameters: {delay, timeout: 60},
}));

test('pictures label an iteration without an id by position and swept parameters, others by id', () => {
	expect(iterationNames(swept(null), ['driver'])).toEqual(['#1 delay none broker', '#2 delay 10 ms router']);
	expect(iterationNames(swept('A-0'), ['driver'])).toEqual(['A-0 broker', 'A-0 router']);
});
