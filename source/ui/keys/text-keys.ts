import type {Binding} from '../definitions.js';
import {textPage} from '../layout.js';
import type {Change} from '../state/state.js';

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
