import {expect, test} from 'vitest';
import {reduce} from '../../source/ui/reduce.js';
import {initialState, type State} from '../../source/ui/state/state.js';
import {namedKey, type Key} from '../../source/ui/terminal/key.js';
import {iterationsOf} from '../campaign-iterations.js';
import {entry} from '../campaign-builder.js';

const iterations = await iterationsOf([entry('A-0'), entry('A-1'), entry('B-0', {driver: 'router'})]);
const start: State = {
	...initialState({columns: 100, rows: 30}), iterations, loading: false, campaign: 'test_case', folder: '/campaigns/test_case',
};

const typed = (text: string): readonly Key[] => [...text].map(name => ({name: name === ' ' ? 'space' : name, text: name, paste: false}));
const press = (state: State, ...keys: ReadonlyArray<string | readonly Key[]>): State =>
	keys.flatMap(key => typeof key === 'string' ? [namedKey(key)] : key).reduce((now, key) => reduce(now, key), state);

test('a key that means nothing here leaves the very same state', () => {
	expect(press(start, 'Q')).toBe(start);
});

test('what no state can do by itself is asked for', () => {
	expect(press(start, 'q').pendingEffect).toEqual({kind: 'quit'});
	expect(press(start, 'ctrl-c').pendingEffect).toEqual({kind: 'quit'});
	expect(press(start, 'y').pendingEffect).toEqual({kind: 'copy'});
});

test('the palette finds an iteration, an action on another screen, and a column', () => {
	expect(press(start, ':', typed('iterB0'), 'enter')).toMatchObject({mode: 'browse', selected: 3});
	expect(press(start, ':', typed('heatmap'), 'enter')).toMatchObject({mode: 'browse', screen: 'latency'});
	expect(press(start, ':', typed('trendclientrate'), 'enter')).toMatchObject({screen: 'trends', trendMetric: 'client_rate'});
	expect(press(start, ':', typed('sortserverok'), 'enter')).toMatchObject({screen: 'iterations', sort: {column: 'server_ok', descending: false}});
});

test('what was chosen last comes first in the palette', () => {
	const chosen = press(start, ':', typed('expcsv'), 'enter');
	expect(chosen.pendingEffect).toEqual({kind: 'export', format: 'csv'});
	expect(press({...chosen, pendingEffect: undefined}, ':', 'enter').pendingEffect).toEqual({kind: 'export', format: 'csv'});
});

test('an action that has nothing to do is not found, and one that is blocked says why', () => {
	expect(press(start, ':', typed('clearthefilter'), 'enter')).toMatchObject({mode: 'browse', messages: []});
	const {messages} = press(start, ':', typed('reverse the order'), 'enter');
	expect(messages.map(({text}) => text)).toEqual(['nothing is sorted yet: s chooses a column']);
});

test('a filter that cannot be understood is not kept by Enter', () => {
	const wrong = press(start, '/', typed('nosuch=1'), 'enter');
	expect(wrong).toMatchObject({mode: 'filter'});
	expect(wrong.filter?.mistake).toContain('there is no nosuch');
	expect(press(start, '/', typed('clients=1'), 'enter')).toMatchObject({mode: 'browse'});
});

test('an iteration that the filter hides is found all the same, and the filter goes', () => {
	const filtered = press(start, '/', typed('router'), 'enter');
	expect(filtered.filter?.text).toBe('router');
	expect(press(filtered, ':', typed('iterationA1'), 'enter')).toMatchObject({selected: 2, filter: undefined});
});

test('an export asks for a name, with one to begin with and a format to choose', () => {
	const asked = press(start, 'e');
	expect(asked.exporting.file).toBe('test_case-iterations.csv');
	expect(press(asked, 'tab').exporting.file).toBe('test_case-iterations.json');
	expect(press(asked, 'tab', 'tab').exporting.file).toBe('test_case-iterations.txt');
	expect(press(asked, 'enter').pendingEffect).toEqual({
		kind: 'export', format: 'csv', file: 'test_case-iterations.csv', replace: false,
	});
	expect(press(asked, 'escape')).toMatchObject({mode: 'browse', pendingEffect: undefined});
	expect(press(asked, 'backspace', 'enter')).toMatchObject({mode: 'export', pendingEffect: undefined});
	expect(press(start, '3', 'e').exporting.file).toBe('test_case-latency-A-0.csv');
});

test('a name that is hostile in the campaign makes no path', () => {
	const hostile = {...start, campaign: '../../etc/\u001B[31mx y'};
	expect(press(hostile, 'e').exporting.file).not.toMatch(/[\/\s\u{1B}]/v);
});
