import {expect, test} from 'vitest';
import {difference} from './difference.js';

test.for([
	['a last digit does not matter', [{rate: 81.300_000_000_01}], [{rate: 81.3}], undefined],
	['a millionth does, and is found', [{rate: 81.3}, {rate: {mean: 2}}], [{rate: 81.3}, {rate: {mean: 2.000_001}}], 'table.1.rate.mean: 2 and 2.000001'],
	['a row too many does', [{ok: 1}], [{ok: 1}, {ok: 2}], 'table.1: undefined and {"ok":2}'],
	['a text does', [{driver: 'broker'}], [{driver: 'router'}], 'table.0.driver: "broker" and "router"'],
	['0 is not null', [{ok: 0}], [{ok: null}], 'table.0.ok: 0 and null'],
] as const)('%s', ([, item, two, found]) => {
	expect(difference(item, two)).toBe(found);
});
