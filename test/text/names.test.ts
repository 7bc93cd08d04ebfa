import {expect, test} from 'vitest';
import {
	closest, naturalOrder, nearest, suggestion,
} from '../../source/text/names.js';

test('finds the closest name, unless more than two letters in five differ', () => {
	expect(closest('tabel', ['trend', 'table'])).toBe('table');
	expect(closest('Format', ['format'])).toBe('format');
	expect(closest('nosuch', ['table', 'trend'])).toBeUndefined();
});

test('suggests the closest name, or all of them', () => {
	expect(suggestion('tabel', ['trend', 'table'])).toBe('did you mean table?');
	expect(suggestion('nosuch', ['trend', 'table'])).toBe('choose from trend, table');
	expect(suggestion('nosuch', ['trend', 'table'], 'see --help')).toBe('see --help');
});

test('finds longer names that contain the letters in order, at most three', () => {
	expect(nearest('cpu', ['usage_cpu_bus', 'usage_mem_bus', 'usage_cpu_rabbit'])).toEqual(['usage_cpu_bus', 'usage_cpu_rabbit']);
	expect(nearest('a', ['a1', 'a2', 'a3', 'a4'])).toHaveLength(3);
});

test('orders numbers in names by value', () => {
	expect(['A-10', 'A-2', 'A-1'].sort(naturalOrder)).toEqual(['A-1', 'A-2', 'A-10']);
});
