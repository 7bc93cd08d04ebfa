import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {MeasurementContents} from '../../../../source/metrics/contents.js';
import {conditionText, timelessInfluxqlOf} from '../../../../source/metrics/influxql.js';
import type {MetricSeries} from '../../../../source/metrics/metric.js';
import {parseQuery} from '../../../../source/metrics/query/parse-query.js';
import {reduce} from '../../../../source/ui/keys/bindings.js';
import {openedPicker, pickerItems} from '../../../../source/ui/overlays/picker/pickers.js';
import {picking} from '../../../../source/ui/overlays/picker/state.js';
import {previewOf} from '../../../../source/ui/screens/metrics/browser/candidate.js';
import {conditionOf, chosenMetric} from '../../../../source/ui/screens/metrics/browser/choice.js';
import {countGroups, facetsOf, matchingSeries} from '../../../../source/ui/screens/metrics/browser/facets.js';
import {functionsFor} from '../../../../source/ui/screens/metrics/browser/functions.js';
import {metrics} from '../../../../source/ui/screens/metrics/state.js';
import {
	browser, receiveContents, receiveSurvey, surveyKey,
} from '../../../../source/ui/screens/metrics/browser/state.js';
import {currentOverlay, openOverlay, type State} from '../../../../source/ui/state/state.js';
import {namedKey} from '../../../../source/ui/terminal/key.js';
import {skipped} from '../../../campaign/problems/iterations-builder.js';
import {metricsState, minuteLong} from './answered-state.js';

const about = minuteLong(1);
const net: MeasurementContents = {
	measurement: 'net',
	fields: [{name: 'state', type: 'string'}, {name: 'bytes_recv', type: 'integer'}, {name: 'up', type: 'boolean'}],
	tags: [{name: 'host', values: 2}, {name: 'interface', values: 2}],
	series: 4,
	everySeconds: 10,
};
const press = (state: State, ...keys: readonly string[]): State =>
	keys.reduce((now, key) => reduce(now, key.length === 1 ? {name: key, text: key, paste: false} : namedKey(key)), state);
const withContents = receiveContents(about, {value: [net]})(metricsState([about]));
const seriesOf = (tags: Readonly<Record<string, string>>): MetricSeries => ({tags, points: [[0, 6]]});
const series = ['a', 'b'].flatMap(host => ['lo', 'eth0'].map(name => seriesOf({host, interface: name})));
const texts = (state: State): readonly string[] => pickerItems(state).map(({text, help}) => `${text}: ${help}`);

test('the entry for other measurements stays whatever is typed, and Esc and Backspace go back one step', () => {
	const typed = press(withContents, 'm', ...'qdrouterd');
	expect(texts(typed)).toEqual(['any measurement: of the database: field, function, groups, conditions']);
	const first = press(typed, 'enter');
	expect(texts(first)).toEqual(['net: 4 series, 3 fields, every 10 s']);
	const second = press(first, 'enter');
	expect(texts(second)).toEqual(['state: string', 'bytes_recv: integer', 'up: boolean']);
	const third = press(second, ...'byt', 'enter');
	expect(picking.get(third).name).toBe('browse-function');
	// Backspace deletes a letter if there is one.
	expect(picking.get(press(third, 'x', 'backspace')).name).toBe('browse-function');
	expect(['backspace', 'escape'].map(key => picking.get(press(third, key)).name)).toEqual(['browse-field', 'browse-field']);
	expect(picking.get(press(third, 'escape', 'escape')).name).toBe('browse-measurement');
	expect(picking.get(press(third, 'escape', 'escape', 'escape')).name).toBe('metric');
	expect(press(third, 'escape', 'escape', 'escape', 'escape').overlay).toBeUndefined();
	// Enter does nothing without matches.
	expect(picking.get(press(third, ...'qqq', 'enter')).name).toBe('browse-function');
	// Going back, the cursor is on the previous choice.
	expect(previewOf(press(third, 'escape'))?.metric.field).toBe('bytes_recv');
});

test('previews the item under the cursor: the first numeric field, and the result of the step', () => {
	const first = press(withContents, 'm', ...'any', 'enter');
	expect(previewOf(first)?.metric.name).toBe('mean(bytes_recv)');
	expect(previewOf(press(first, 'enter'))?.metric.name).toBe('mean(bytes_recv)');
	expect(previewOf(press(first, 'enter', 'up'))?.metric.name).toBe('count(state)');
	expect(previewOf(press(first, 'enter', 'enter', 'down', 'down', 'down'))?.metric).toMatchObject({name: 'rate of mean(bytes_recv)', unit: 'bytes/s'});
});

test('counts groups, marks several with Space, and Enter takes the one under the cursor if none is marked', () => {
	const chosen = press(withContents, 'm', ...'any', 'enter', 'enter', 'enter', 'enter');
	const state = receiveSurvey(surveyKey(chosen) ?? '', {value: series})(chosen);
	expect(texts(state)).toEqual([
		'no groups: all in one: 4 series in one', 'host: 2 values, makes 2 series', 'interface: 2 values, makes 2 series',
	]);
	expect(texts(press(state, 'down', 'space'))[2]).toBe('interface: 2 values, makes 4 series');
	expect(browser.get(press(state, 'down', 'enter')).choice.groupBy).toEqual(['host']);
	expect(browser.get(press(state, 'down', 'space', 'down', 'space', 'enter')).choice.groupBy).toEqual(['host', 'interface']);
	expect(browser.get(press(state, 'down', 'space', 'space', 'up', 'enter')).choice.groupBy).toEqual([]);
});

test('a field whose name is a control sequence is harmless in the list of metrics', () => {
	const hostile = {...net, fields: [{name: '\u001B]52;c;x\u0007\u001B[2Jevil', type: 'float'}]};
	const state = receiveContents(about, {value: [hostile]})(metricsState([about]));
	const shown = press(openOverlay('chosen-query')(press(state, 'm', ...'any', 'enter', 'enter', 'enter', 'enter')), 'enter');
	expect(metrics.get(shown).all.at(-1)).toMatchObject({name: 'mean(evil)', title: 'mean(evil)', field: hostile.fields[0]!.name});
});

test('an iteration without times has a query without a time, and one that was skipped no list', () => {
	const idle = {...about, clients: {...about.clients, start: null, stop: null}, servers: {...about.servers, start: null, stop: null}};
	const state = receiveContents(idle, {value: [net]})(metricsState([idle]));
	const chosen = press(state, 'm', ...'any', 'enter', 'enter', 'enter', 'enter', 'enter');
	const shown = openOverlay('chosen-query')(chosen);
	expect(currentOverlay(shown)?.copied?.(shown)?.text).toBe('SELECT mean(bytes_recv) FROM net GROUP BY time(1s)\n');
	const none = press(metricsState([], {iterations: [skipped('its log is empty', {id: 'G-0'})]}), 'm', ...'any', 'enter');
	expect(openedPicker(none)?.waiting?.(none)).toEqual(['no list: G-0 was skipped']);
});

test('a field has the functions that support it', () => {
	expect(functionsFor('string').map(({id}) => id)).toEqual(['count']);
	expect(functionsFor('boolean').map(({id}) => id)).toEqual(['max', 'min', 'last', 'first', 'count']);
	expect(functionsFor('float')).toHaveLength(14);
	// Each is valid InfluxQL with this meaning.
	for (const {id, query} of functionsFor('float')) {
		const metric = chosenMetric({
			measurement: net, field: {name: 'bytes_recv', type: 'integer'}, function: id, groupBy: ['host'], where: [{tag: 'host', value: 'a'}],
		})!;
		expect(parseQuery(timelessInfluxqlOf(metric, 10))).toMatchObject(query);
	}
});

test('values of one tag are alternatives, different tags are combined', () => {
	const where = [{tag: 'host', value: 'a'}, {tag: 'interface', value: 'lo'}, {tag: 'host', value: 'it\'s'}];
	expect(conditionText(conditionOf(where)!)).toBe(String.raw`(host='a' OR host='it\'s') AND interface='lo'`);
	expect(conditionText(conditionOf(where.slice(0, 1))!)).toBe('host=\'a\'');
	expect(conditionOf([])).toBeUndefined();
});

test('shows the number of remaining series for a value, which taking it confirms', () => {
	const tag = fc.constantFrom('', 'x', 'y', 'z');
	const where = fc.array(fc.record({tag: fc.constantFrom('a', 'b', 'c'), value: tag}), {maxLength: 3});
	fc.assert(fc.property(fc.array(fc.record({a: tag, b: tag, c: tag})), where, (tags, conditions) => {
		const all = tags.map(item => seriesOf(item));
		for (const facet of facetsOf(all, conditions)) {
			const others = conditions.filter(condition => condition.tag !== facet.tag);
			expect(matchingSeries(all, [...others, facet])).toHaveLength(facet.series);
		}

		expect(countGroups(all, ['a', 'b', 'c'])).toBe(new Set(tags.map(item => JSON.stringify([item.a, item.b, item.c]))).size);
	}));
});
