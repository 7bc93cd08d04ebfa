import {Text} from 'ink';
import {expect, test} from 'vitest';
import {formatReport} from '../../../source/reports/report.js';
import {hintLine} from '../../../source/ui/components/footer.js';
import type {Screen} from '../../../source/ui/definitions.js';
import {reduce} from '../../../source/ui/keys/bindings.js';
import {exporting} from '../../../source/ui/overlays/export.js';
import {helpLines} from '../../../source/ui/overlays/help/index.js';
import {openHelp} from '../../../source/ui/overlays/help/state.js';
import {overlays} from '../../../source/ui/overlays/overlays.js';
import {pickerItems} from '../../../source/ui/overlays/picker/pickers.js';
import {screens} from '../../../source/ui/screens/screens.js';
import {positionOf, type ListModel} from '../../../source/ui/state/list.js';
import {defineSlice, currentScreen, type State} from '../../../source/ui/state/state.js';
import {namedKey} from '../../../source/ui/terminal/key.js';
import {entry} from '../../campaign-builder.js';
import {iterationsOf} from '../../campaign-iterations.js';
import {plainLook} from '../look.js';
import {stateWith} from '../state-builder.js';

const toy = defineSlice('toys', {isWound: false});
const toys: ListModel<string> = {name: 'toys', keys: () => [10, 20, 30], total: () => 3};
const toyScreen: Screen = {
	id: 'toys',
	title: 'Toys',
	help: 'what children play with',
	View: () => <Text>toys</Text>,
	keys: {
		display: [{
			id: 'wind-up', keys: ['W'], help: 'wind the toy up', group: 'View', hint: 'wind up', run: toy.set({isWound: true}),
		}],
	},
	list: () => toys,
	empty: () => undefined,
	report: () => ({amount: '1 toy', columns: ['name'], rows: () => [{name: 'bear'}]}),
	formulas: () => ['Counted by hand.'],
	badge: () => 3,
};

const start = stateWith({
	definitions: {screens: [...screens, toyScreen], overlays},
	size: {columns: 120, rows: 40},
	iterations: await iterationsOf([entry('A-0')]),
	campaign: 'nursery',
	folder: '/nursery',
});
const press = (state: State, ...keys: readonly string[]): State => keys.reduce((now, key) => reduce(now, namedKey(key)), state);
const opened = press(start, '8');

test('a screen is a single definition: its number opens it, and its keys and list work', () => {
	expect(currentScreen(opened)).toBe(toyScreen);
	expect(toy.get(press(opened, 'W')).isWound).toBe(true);
	expect(toy.get(press(start, 'W')).isWound).toBe(false);
	expect(positionOf(press(opened, 'j', 'j'), toys)).toBe(2);
	expect(press(opened, 'tab').screen).toBe('iterations');
	expect(press(opened, 'escape').screen).toBe('iterations');
});

test('footer, help and palette are derived from it', () => {
	expect(hintLine(opened)).toContain('W wind up');
	const help = helpLines(openHelp(opened), 80);
	expect(help).toContain('On Toys');
	expect(help).toContain(`  ${'W'.padEnd(20)}wind the toy up`);
	expect(help).toContain(`  ${'8'.padEnd(20)}Toys: what children play with`);
	expect(pickerItems(press(start, ':'))).toContainEqual(expect.objectContaining({id: 'action wind-up', text: 'wind the toy up', help: 'W  on Toys'}));
});

test('its report is exported under its name', async () => {
	expect(exporting.get(press(opened, 'e')).file).toBe('nursery-toys.csv');
	const report = currentScreen(opened).report(opened);
	expect(report && await formatReport(report, 'csv', {look: plainLook, picture: ''})).toBe('name\r\nbear\r\n');
});
