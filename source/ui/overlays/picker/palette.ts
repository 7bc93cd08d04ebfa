import type {Iteration} from '../../../campaign/model/iteration.js';
import {memoizeBy} from '../../../system/memoize.js';
import {cleanText} from '../../../text/clean.js';
import type {Binding, PickerItem, Screen} from '../../definitions.js';
import {keyLabels, perform, allBindings} from '../../keys/bindings.js';
import {groupOf, iterationsList, shownIterations} from '../../state/iterations.js';
import {moveTo, removeFilter, sortBy} from '../../state/list.js';
import {
	sequence, show, unchanged, type Change, type State,
} from '../../state/state.js';
import {picking} from './state.js';

/** An entry of the palette, with the change that it makes. */
type Entry = PickerItem & {readonly run: Change};

/** The bindings that are available now; those of another screen open that screen first. */
const bindingEntries = (state: State): readonly Entry[] => [...allBindings(state.definitions).values()].flatMap(({binding, screens}) =>
	binding.isHidden !== true && binding.applies?.(state) !== false ? [bindingEntry(binding, screens, state.look.glyphs.ascii)] : []);

const bindingEntry = (binding: Binding, screens: readonly Screen[] | undefined, ascii: boolean): Entry => ({
	id: `action ${binding.id}`,
	text: binding.help,
	help: [keyLabels(binding.keys, ascii), screens?.length === 1 && screens[0] ? `on ${screens[0].title}` : ''].filter(Boolean).join('  '),
	run(state) {
		const isElsewhere = screens?.every(({id}) => id !== state.screen);
		return sequence(isElsewhere && screens?.[0] ? show(screens[0].id) : unchanged, perform(binding))(state);
	},
});

const sortEntries = (state: State): readonly Entry[] => (iterationsList.sorting?.columns(state) ?? []).map(({id}) => ({
	id: `sort ${id}`, text: `sort by ${cleanText(id)}`, help: '', run: sortBy(iterationsList, id),
}));

const iterationEntry = (iteration: Iteration): Entry => ({
	id: `iteration ${iteration.index}`,
	text: `iteration ${cleanText(iteration.label)}`,
	help: cleanText(groupOf(iteration)),
	run(state) {
		const isShown = shownIterations(state).some(({index}) => index === iteration.index);
		return sequence(isShown ? unchanged : removeFilter(iterationsList), moveTo(iterationsList, iteration.index))(state);
	},
});

/** The parts of the state that entries depend on: everything but the picker itself, so that typing recomputes nothing. */
const dependenciesOf = (state: State): readonly unknown[] => [
	state.definitions,
	state.iterations,
	state.columns,
	picking.get(state).recent,
	state.screen,
	state.lists,
	state.messages,
	...Object.entries(state.slices).filter(([name]) => name !== 'picker').map(([, slice]) => slice),
];

/** All available actions with their keys, columns and iterations; recently chosen ones first. */
const entries = memoizeBy(dependenciesOf, (state: State): readonly Entry[] => {
	const all = [
		...bindingEntries(state),
		...sortEntries(state),
		...state.definitions.screens.flatMap(({palette}) => palette?.(state) ?? []),
		...state.iterations.map(iteration => iterationEntry(iteration)),
	];
	const first = picking.get(state).recent.flatMap(id => all.find(entry => entry.id === id) ?? []);
	return [...first, ...all.filter(entry => !first.includes(entry))];
});

/** The items of the palette. */
export const paletteItems = (state: State): readonly PickerItem[] => entries(state);

const maxRecent = 8;

/** Runs an entry, and adds it to the recent ones. */
export const runPaletteEntry = (id: string): Change => state => {
	const entry = entries(state).find(candidate => candidate.id === id);
	return sequence(
		entry?.run ?? unchanged,
		picking.update(({recent}) => ({recent: [id, ...recent.filter(item => item !== id)].slice(0, maxRecent)})),
	)(state);
};
