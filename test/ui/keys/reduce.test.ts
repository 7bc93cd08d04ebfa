import {Buffer} from 'node:buffer';
import {expect, test} from 'vitest';
import {reduce} from '../../../source/ui/keys/bindings.js';
import {exporting} from '../../../source/ui/overlays/export.js';
import {trends} from '../../../source/ui/screens/trends/state.js';
import {iterationsList, selectedIteration} from '../../../source/ui/state/iterations.js';
import {listState} from '../../../source/ui/state/list.js';
import type {State} from '../../../source/ui/state/state.js';
import {namedKey, type Key} from '../../../source/ui/terminal/key.js';
import {iterationsOf} from '../../campaign-iterations.js';
import {entry} from '../../campaign-builder.js';
import {stateWith} from '../state-builder.js';

const iterations = await iterationsOf([entry('A-0'), entry('A-1'), entry('B-0', {driver: 'router'})]);
const start = stateWith({
	size: {columns: 100, rows: 30}, iterations, campaign: 'test_case', folder: '/campaigns/test_case',
});
const listOf = (state: State) => listState(state, iterationsList);

const typed = (text: string): readonly Key[] => [...text].map(name => ({name: name === ' ' ? 'space' : name, text: name, paste: false}));
const press = (state: State, ...keys: ReadonlyArray<string | readonly Key[]>): State =>
	keys.flatMap(key => typeof key === 'string' ? [namedKey(key)] : key).reduce((now, key) => reduce(now, key), state);

test('a key without effect returns the identical state', () => {
	expect(press(start, 'Q')).toBe(start);
});

test('requests effects outside of the state', () => {
	expect(press(start, 'q').pendingEffect).toEqual({kind: 'quit'});
	expect(press(start, 'ctrl-c').pendingEffect).toEqual({kind: 'quit'});
	expect(press(start, 'y').pendingEffect).toEqual({kind: 'copy'});
});

test('the palette finds an iteration, an action on another screen, and a column', () => {
	const found = press(start, ':', typed('iterB0'), 'enter');
	expect([found.overlay, selectedIteration(found)?.label]).toEqual([undefined, 'B-0']);
	expect(press(start, ':', typed('heatmap'), 'enter')).toMatchObject({overlay: undefined, screen: 'latency'});
	const trend = press(start, ':', typed('trendclientrate'), 'enter');
	expect([trend.screen, trends.get(trend).metric]).toEqual(['trends', 'client_rate']);
	const sorted = press(start, ':', typed('sortserverok'), 'enter');
	expect([sorted.screen, listOf(sorted).sort]).toEqual(['iterations', {column: 'server_ok', descending: false}]);
});

test('the most recent choice is first in the palette', () => {
	const chosen = press(start, ':', typed('expcsv'), 'enter');
	expect(chosen.pendingEffect).toEqual({kind: 'export', format: 'csv'});
	expect(press({...chosen, pendingEffect: undefined}, ':', 'enter').pendingEffect).toEqual({kind: 'export', format: 'csv'});
});

test('hides an action without effect, and explains a blocked one', () => {
	expect(press(start, ':', typed('clearthefilter'), 'enter')).toMatchObject({overlay: 'picker', messages: []});
	const {messages} = press(start, ':', typed('reverse the order'), 'enter');
	expect(messages.map(({text}) => text)).toEqual(['nothing is sorted yet: s chooses a column']);
});

test('Enter does not keep an invalid filter', () => {
	const wrong = press(start, '/', typed('nosuch=1'), 'enter');
	expect(wrong).toMatchObject({overlay: 'filter'});
	expect(listOf(wrong).filter?.mistake).toContain('not nosuch');
	expect(press(start, '/', typed('clients=1'), 'enter')).toMatchObject({overlay: undefined});
});

test('finds an iteration hidden by the filter, and clears the filter', () => {
	const filtered = press(start, '/', typed('router'), 'enter');
	expect(listOf(filtered).filter?.text).toBe('router');
	const found = press(filtered, ':', typed('iterationA1'), 'enter');
	expect([selectedIteration(found)?.label, listOf(found).filter]).toEqual(['A-1', undefined]);
});

test('an export prompts for a name, with a default and a choice of formats', () => {
	const opened = press(start, 'e');
	expect(exporting.get(opened).file).toBe('test_case-iterations.csv');
	expect(exporting.get(press(opened, 'tab')).file).toBe('test_case-iterations.json');
	expect(exporting.get(press(opened, 'tab', 'tab')).file).toBe('test_case-iterations.txt');
	expect(press(opened, 'enter').pendingEffect).toEqual({
		kind: 'export', format: 'csv', file: 'test_case-iterations.csv', replace: false,
	});
	expect(press(opened, 'escape')).toMatchObject({overlay: undefined, pendingEffect: undefined});
	expect(press(opened, 'backspace', 'enter')).toMatchObject({overlay: 'export', pendingEffect: undefined});
	expect(exporting.get(press(start, '3', 'e')).file).toBe('test_case-latency-A-0.csv');
});

test('a hostile name in the campaign does not become a path', () => {
	const hostile = {...start, campaign: '../../etc/\u001B[31mx y'};
	expect(exporting.get(press(hostile, 'e')).file).not.toMatch(/[\/\s\u{1B}]/v);
});

test('an Alt key without binding is Escape and the key: an overlay closes, and the key has its usual effect', () => {
	expect(press(start, '?').overlay).toBe('help');
	expect(press(start, '?', 'alt-2')).toMatchObject({overlay: undefined, screen: 'table'});
	expect(listOf(press(start, '/', typed('router'), 'alt-j')).filter?.text).toBe(listOf(press(start, '/', typed('router'), 'escape', 'j')).filter?.text);
});

test('the name of an export is valid on file systems', () => {
	const long = stateWith({
		size: {columns: 100, rows: 30}, iterations, campaign: 'é'.repeat(300), folder: '/campaigns/test_case',
	});
	expect(Buffer.byteLength(exporting.get(press(long, 'e')).file)).toBeLessThan(250);
});
