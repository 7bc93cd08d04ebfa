import {expect, test} from 'vitest';
import {BlockBudget} from '../../source/tsm/decode-budget.js';

test('a query may read the bytes of a file twice, separately for each file', () => {
	const [file, other] = ['a', 'b'].map(name => ({name, size: 100, read: () => new Uint8Array()})) as [SourceOfTest, SourceOfTest];
	const budget = new BlockBudget();
	expect([budget.take(file, 150), budget.take(file, 50), budget.take(file, 1), budget.take(other, 200)]).toEqual([true, true, false, true]);
	expect(new BlockBudget().take(file, 200)).toBe(true);
});

type SourceOfTest = {readonly name: string; readonly size: number; readonly read: () => Uint8Array};
