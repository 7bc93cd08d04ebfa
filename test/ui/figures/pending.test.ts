import {expect, test} from 'vitest';
import {styled} from '../../../source/text/styled-text.js';
import {campaignColumns} from '../../../source/campaign/query/campaign-columns.js';
import {catalogue} from '../../../source/metrics/catalogue.js';
import {figureSeconds, type KnownFigures} from '../../../source/metrics/metric-columns.js';
import {receiveFigures, setFigureMetrics} from '../../../source/ui/figures/state.js';
import {layoutList, listRow} from '../../../source/ui/screens/iterations/list-layout.js';
import {tableScreen} from '../../../source/ui/screens/table/index.js';
import {moveColumn, tableLayout, toggleColumn} from '../../../source/ui/screens/table/state.js';
import {sequence, type State} from '../../../source/ui/state/state.js';
import {iteration} from '../../campaign/problems/iterations-builder.js';
import {asciiLook, plainLook} from '../look.js';
import {stateWith} from '../state-builder.js';
import {plainLines} from '../../plain-lines.js';

const name = 'max(usage_cpu_percent_rabbit)';
const [known, empty, pending] = ['A-0', 'A-1', 'A-2'].map((id, position) => iteration({id, index: position + 1})) as [
	ReturnType<typeof iteration>, ReturnType<typeof iteration>, ReturnType<typeof iteration>,
];
const iterations = [known, empty, pending];
const processor = 'usage_cpu_percent_rabbit';
const value = 12.25;
const answered: KnownFigures = {
	figures: new Map([[processor, {
		max: value, mean: value, min: value, last: value,
	}]]),
	reasons: [],
};
const unanswered: KnownFigures = {figures: new Map([[processor, null]]), reasons: []};

/** Marks dimmed text with angle brackets. */
const dimmed = (look: State['look']): State['look'] => ({...look, theme: {...look.theme, faint: text => styled`<${text}>`}});

const stateFor = (look: State['look']): State => sequence(
	setFigureMetrics(catalogue, figureSeconds),
	receiveFigures([[known, answered], [empty, unanswered]]),
	toggleColumn(name),
	moveColumn(Infinity),
)(stateWith({
	iterations, columns: campaignColumns(iterations), look: dimmed(look), screen: 'table', size: {columns: 120, rows: 24},
}));

test.each([
	['plain', plainLook, '—', '…'], ['ascii', asciiLook, '-', '...'],
] as const)('%s: what is still to come is dim, and another sign than that for none, in the table and in the list', (_, look, none, toCome) => {
	const state = stateFor(look);
	const {row} = tableLayout(state);
	const ends = iterations.map(item => plainLines(row(item, {isSelected: false, isMarked: false})).at(-1)!.slice(-30).replaceAll(' ', ''));
	expect(ends).toEqual(['12.3', none, `<${toCome}>`].map(text => expect.stringMatching(new RegExp(`${text.replaceAll('.', String.raw`\.`)}$`, 'v')) as unknown));
	const layout = layoutList(iterations, {width: 100, own: state.columns, sort: {column: name, descending: false}}, state.look);
	const drawn = iterations.map(item => listRow(item, {
		layout, width: 100, isSelected: false, isMarked: false,
	}, state.look));
	expect(drawn[0]).toMatch(/A-0 .* 12\.3 /v);
	expect(drawn[1]).toMatch(new RegExp(` ${none} `, 'v'));
	expect(drawn[2]).toMatch(new RegExp(`< *${toCome.replaceAll('.', String.raw`\.`)} *>`, 'v'));
});

test('an export states for how many iterations figures are missing', () => {
	expect(tableScreen.report(stateFor(plainLook))?.amount).toBe('3 iterations (1 with metrics that are not loaded)');
});
