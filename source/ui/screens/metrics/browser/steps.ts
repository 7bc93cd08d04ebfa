import {formatAmount, formatCount} from '../../../../text/numbers.js';
import {cleanText} from '../../../../text/clean.js';
import {withToggled} from '../../../../system/lists.js';
import type {PickerItem} from '../../../definitions.js';
import type {Change, State} from '../../../state/state.js';
import {
	defaultField, emptyChoice, type Choice, type TagValue,
} from './choice.js';
import {countGroups, facetsOf} from './facets.js';
import {functionOf, functionsFor} from './functions.js';
import {
	browser, contentsOf, setChoice, surveyed,
} from './state.js';

/** A step of the browser: a part of the query that is chosen from a list. */
export type Step = {
	readonly name: string;
	/** The title of the list, such as `group by`. */
	readonly title: string;
	readonly items: (state: State) => readonly PickerItem[];
	/** The id of the chosen item. */
	readonly current: (choice: Choice) => string | undefined;
	/** The choice with an item applied; marked items take precedence. */
	readonly take: (choice: Choice, id: string, state: State) => Choice;
	/** For steps with multiple choice: whether an item is marked, and the choice with its mark toggled. */
	readonly marks?: {readonly has: (choice: Choice, id: string) => boolean; readonly toggle: (choice: Choice, id: string) => Choice};
	/** The chosen part as shown in the titles of later steps. */
	readonly chosen: (choice: Choice) => string;
};

const measurementStep: Step = {
	name: 'browse-measurement',
	title: 'measurement',
	items(state) {
		const contents = contentsOf(state);
		return contents && 'value' in contents
			? contents.value.map(({measurement, fields, series, everySeconds}) => ({
				id: measurement,
				text: cleanText(measurement),
				help: `${formatCount(series)} series, ${formatAmount(fields.length, 'field')}${everySeconds === null ? '' : `, every ${everySeconds} s`}`,
			}))
			: [];
	},
	current: ({measurement}) => measurement?.measurement,
	take(choice, id, state) {
		const contents = contentsOf(state);
		const measurement = contents && 'value' in contents ? contents.value.find(item => item.measurement === id) : undefined;
		return choice.measurement === measurement || !measurement ? choice : {...emptyChoice, measurement};
	},
	chosen: ({measurement}) => measurement?.measurement ?? '',
};

const fieldStep: Step = {
	name: 'browse-field',
	title: 'field',
	items: state => browser.get(state).choice.measurement?.fields.map(({name, type}) => ({id: name, text: cleanText(name), help: type})) ?? [],
	current: ({measurement, field}) => (field ?? defaultField(measurement))?.name,
	take(choice, id) {
		const field = choice.measurement?.fields.find(({name}) => name === id);
		const {function: row, ...rest} = choice;
		const keepsFunction = row !== undefined && functionsFor(field?.type ?? '').some(item => item.id === row);
		return field ? {...rest, field, ...keepsFunction && {function: row}} : choice;
	},
	chosen: ({field}) => field?.name ?? '',
};

const functionStep: Step = {
	name: 'browse-function',
	title: 'function',
	items(state) {
		const {field} = browser.get(state).choice;
		return functionsFor(field?.type ?? '').map(({id, text, help}) => ({id, text: text.replace('field', () => cleanText(field?.name ?? '')), help}));
	},
	current: choice => choice.function,
	take: (choice, id) => ({...choice, function: id}),
	chosen: choice => functionOf(choice.function)?.text.replace(/\(.*\)/v, '') ?? '',
};

const groupStep: Step = {
	name: 'browse-group',
	title: 'group by',
	items(state) {
		const {choice: {measurement, groupBy}} = browser.get(state);
		const series = surveyed(state);
		const lines = (tags: readonly string[]) => series ? `, makes ${formatCount(countGroups(series, tags))} series` : '';
		const all = {id: '', text: 'no groups: all in one', help: series ? `${formatCount(series.length)} series in one` : ''};
		const tags = measurement?.tags.map(({name, values}) => ({
			id: name, text: cleanText(name), help: `${formatAmount(values, 'value')}${lines([...groupBy.filter(tag => tag !== name), name])}`,
		}));
		return [all, ...tags ?? []];
	},
	current: ({groupBy}) => groupBy[0] ?? '',
	take: (choice, id) => choice.groupBy.length > 0 ? choice : {...choice, groupBy: id === '' ? [] : [id]},
	marks: {
		has: ({groupBy}, id) => groupBy.includes(id),
		toggle: (choice, id) => ({...choice, groupBy: id === '' ? [] : withToggled(choice.groupBy, id)}),
	},
	chosen: ({groupBy}) => groupBy.length === 0 ? 'one series' : `by ${groupBy.join(', ')}`,
};

const isSameValue = (item: TagValue, other: TagValue): boolean => item.tag === other.tag && item.value === other.value;
const valueId = ({tag, value}: TagValue): string => JSON.stringify([tag, value]);

function valueOf(id: string): TagValue {
	const [tag = '', value = ''] = JSON.parse(id) as readonly string[];
	return {tag, value};
}

const whereStep: Step = {
	name: 'browse-where',
	title: 'where',
	items(state) {
		const {where} = browser.get(state).choice;
		const series = surveyed(state);
		if (!series) {
			return [];
		}

		const all = {id: '', text: 'no condition: every series', help: `${formatCount(series.length)} series`};
		return [all, ...facetsOf(series, where).map(facet => ({
			id: valueId(facet),
			// Values come first: they are what differs, and a list may be narrow.
			text: facet.value === '' ? '(none)' : cleanText(facet.value),
			help: `${cleanText(facet.tag)}: ${formatCount(facet.series)} series`,
		}))];
	},
	current: ({where: [first]}) => first ? valueId(first) : '',
	take: (choice, id) => choice.where.length === 0 && id !== '' ? {...choice, where: [valueOf(id)]} : choice,
	marks: {
		has: ({where}, id) => id !== '' && where.some(item => isSameValue(item, valueOf(id))),
		toggle: (choice, id) => ({...choice, where: id === '' ? [] : withToggled(choice.where, valueOf(id), isSameValue)}),
	},
	chosen: ({where}) => where.length === 0 ? 'every series' : where.map(({tag, value}) => `${tag} = ${value}`).join(', '),
};

/** The steps in order. */
export const steps: readonly Step[] = [measurementStep, fieldStep, functionStep, groupStep, whereStep];

/** Applies an item of a step to the choice. */
export const takeItem = (step: Step, id: string): Change => state => setChoice(step.take(browser.get(state).choice, id, state))(state);
