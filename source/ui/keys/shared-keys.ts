import type {Binding} from '../definitions.js';
import {openFilter} from '../overlays/filter.js';
import {openPicker} from '../overlays/picker/state.js';
import {hasIterations, nextSide} from '../state/iterations.js';
import {reverseSort} from '../state/list.js';
import {filteredList, moveIteration, sortOf} from '../state/rows.js';
import {
	requestEffect, show, type State, type Change,
} from '../state/state.js';
import {textPage} from '../layout.js';

/** Copies what is shown to the clipboard. */
export const copyKey: Binding = {
	id: 'copy', keys: ['y'], help: 'copy what is shown to the terminal\'s clipboard', group: 'Program', hint: 'copy', run: requestEffect({kind: 'copy'}),
};

/** Opens the filter, on screens with rows to filter. */
export const filterKey: Binding = {
	id: 'open-filter', keys: ['/'], help: 'filter: words, driver=broker, client_fail>0, joined by & and |', group: 'View', hint: 'filter', run: openFilter,
};

/** Enter on screens whose cursor is on an iteration. */
export const openLatencyKey: Binding = {
	id: 'open-latency', keys: ['enter'], help: 'open the latency of the iteration', group: 'Screens', hint: 'latency', applies: hasIterations, run: show('latency'),
};

/** Reverses the sort order. */
export const reverseSortKey: Binding = {
	id: 'reverse-sort',
	keys: ['S'],
	help: 'reverse the order',
	group: 'View',
	blocked: state => (sortOf(state) ? undefined : 'nothing is sorted yet: s chooses a column'),
	run: state => reverseSort(filteredList(state))(state),
};

/** Sorting, on screens with sortable rows. */
export const sortKeys: readonly Binding[] = [
	{
		id: 'open-sort', keys: ['s'], help: 'sort by a column', group: 'View', hint: 'sort', run: openPicker('sort'),
	},
	reverseSortKey,
];

/** Chooses the side whose latency is shown. */
export const sideKey: Binding = {
	id: 'next-side', keys: ['c'], help: 'latency of the primary side, the clients or the servers', group: 'View', hint: 'side', run: nextSide,
};

/** Toggles the log scale of counts. */
export const logCountsKey: Binding = {
	id: 'toggle-log', keys: ['L'], help: 'counts on a log scale', group: 'View', hint: 'log counts', run: state => ({...state, logCounts: !state.logCounts}),
};

/** Left and right move to the next iteration shown on the screen. */
export const iterationKeys = (applies: (state: State) => boolean = hasIterations): readonly Binding[] => [
	{
		id: 'next-iteration', keys: ['right', 'l'], help: 'next iteration', group: 'Move', hint: 'iteration', applies, run: moveIteration(1),
	},
	{
		id: 'previous-iteration', keys: ['left', 'h'], help: 'previous iteration', group: 'Move', applies, run: moveIteration(-1),
	},
];

/** Keys that scroll a text. */
export const textKeys = (scroll: (by: number) => Change): readonly Binding[] => [
	{
		id: 'text-down', keys: ['down', 'j'], help: 'down', group: 'Move', hint: 'scroll', run: scroll(1),
	},
	{
		id: 'text-up', keys: ['up', 'k'], help: 'up', group: 'Move', run: scroll(-1),
	},
	{
		id: 'text-page-down', keys: ['pagedown', 'ctrl-f', 'ctrl-d', 'space'], help: 'a page down', group: 'Move', run: state => scroll(textPage(state.size))(state),
	},
	{
		id: 'text-page-up', keys: ['pageup', 'ctrl-b', 'ctrl-u'], help: 'a page up', group: 'Move', run: state => scroll(-textPage(state.size))(state),
	},
	{
		id: 'text-top', keys: ['g', 'home'], help: 'to the top', group: 'Move', run: scroll(-Infinity),
	},
	{
		id: 'text-end', keys: ['G', 'end'], help: 'to the end', group: 'Move', run: scroll(Infinity),
	},
];
