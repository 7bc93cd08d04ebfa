import {allColumns} from '../campaign/query/columns.js';
import type {Iteration} from '../campaign/model/iteration.js';
import {cleanText} from '../text/clean.js';
import {memoizeBy} from '../system/memoize.js';
import {perform, type Action} from './actions/action.js';
import {actions} from './actions/actions.js';
import {browseKeys} from './browse-keys.js';
import {screenTitle} from './screens/titles.js';
import {groupOf, shownIterations} from './state/selectors.js';
import type {Change, State} from './state/state.js';
import {show} from './state/viewing.js';

export type PickerItem = {readonly id: string; readonly text: string; readonly help: string};

type Kind = {
	readonly items: (state: State) => readonly PickerItem[];
	readonly choose: (name: string) => Change;
};

const keysOf = (action: string): string => browseKeys.filter(row => row.action === action).map(({shown}) => shown).join(' ');

/** What only makes sense in a mode of its own is not among them. */
const own: ReadonlySet<string> = new Set(['open-palette', 'dismiss-message', 'read-messages']);
const findable: ReadonlyArray<readonly [string, Action]> = Object.entries<Action>(actions)
	.filter(([id]) => !own.has(id) && (id.startsWith('export-') || browseKeys.some(({action}) => action === id)));

const itemOf = ([id, {help, screens}]: readonly [string, Action]): PickerItem => ({
	id: `action ${id}`,
	text: help,
	help: [keysOf(id), screens?.length === 1 && screens[0] ? `on ${screenTitle(screens[0])}` : ''].filter(Boolean).join('  '),
});
const items = new Map(findable.map(([id, action]) => [id, itemOf([id, action])]));

/** What has something to do now. */
const applicable = (state: State): readonly PickerItem[] => findable.flatMap(([id, {applies}]) => applies?.(state) === false ? [] : items.get(id) ?? []);

const columnItems = (verb: string, title: string, ids: readonly string[]): readonly PickerItem[] =>
	ids.map(id => ({id: `${verb} ${id}`, text: `${title} ${id}`, help: ''}));
const sortItems = columnItems('sort', 'sort by', allColumns.map(({id}) => id));
const trendItems = columnItems('trend', 'trend of', allColumns.filter(({kind}) => kind !== 'text').map(({id}) => id));

const iterationItems = (iterations: readonly Iteration[]): readonly PickerItem[] => iterations.map(iteration => ({
	id: `iteration ${iteration.index}`, text: `iteration ${cleanText(iteration.label)}`, help: cleanText(groupOf(iteration)),
}));

/** Everything that can be found; a kind more is a row more. */
const kinds: Readonly<Record<string, Kind>> = {
	action: {
		items: applicable,
		choose: name => state => {
			const action = findable.find(([id]) => id === name)?.[1];
			const screen = action?.screens?.includes(state.screen) === false ? action.screens[0] : undefined;
			const there = screen ? show(screen)(state) : state;
			return action ? perform(action)(there) : there;
		},
	},
	sort: {
		items: () => sortItems,
		choose: name => state => {
			const column = allColumns.find(({id}) => id === name);
			return {...state, sort: column && {column: column.id, descending: false}};
		},
	},
	trend: {
		items: () => trendItems,
		choose: name => state => ({...show('trends')(state), trendMetric: allColumns.find(({id}) => id === name)?.id}),
	},
	iteration: {
		items: ({iterations}) => iterationItems(iterations),
		choose: name => state => {
			const index = Number(name);
			const isShown = shownIterations(state).some(iteration => iteration.index === index);
			return {
				...state, selected: index, detailTop: 0, filter: isShown ? state.filter : undefined,
			};
		},
	},
};

/** What the items depend on; typing in the palette changes nothing of it. */
const partsOf = ({iterations, recent, screen, filter, marked, agents, metrics, messages}: State) => [
	iterations,
	recent,
	screen,
	filter,
	marked,
	agents,
	metrics,
	messages,
];

/** Every action that has something to do, with its keys, column and iteration; what was chosen last comes first. */
export const paletteItems: (state: State) => readonly PickerItem[] = memoizeBy(partsOf, state => {
	const all = Object.values(kinds).flatMap(({items: itemsOf}) => itemsOf(state));
	const first = state.recent.flatMap(id => all.find(item => item.id === id) ?? []);
	return [...first, ...all.filter(item => !first.includes(item))];
});

const maxRecent = 8;

/** Does what an item stands for, and remembers it. */
export const takeFromPalette = (id: string): Change => state => {
	const [kind = '', ...name] = id.split(' ');
	const recent = [id, ...state.recent.filter(name => name !== id)].slice(0, maxRecent);
	return {...kinds[kind]?.choose(name.join(' '))(state) ?? state, recent};
};
