import type {Binding, Overlay} from '../../../definitions.js';
import type {Change, State} from '../../../state/state.js';
import {
	askName, editQuery, keepMetric, leaveEditor, nameMistake, query, shownQuery, typeName,
} from './state.js';

/** Asks for the name of a metric to keep. */
export const keepMetricOverlay: Overlay = {
	keys: [
		{
			id: 'keep-metric', keys: ['enter'], help: 'keep it under this name, in config.toml', group: 'Program', hint: 'keep', applies: state => nameMistake(state) === undefined, run: keepMetric,
		},
		{
			id: 'leave-name', keys: ['escape'], help: 'keep nothing', group: 'Program', hint: 'cancel', run: leaveEditor,
		},
	],
	field: {
		prompt: 'keep as: ',
		edit: typeName,
		text: state => query.get(state).kept.name,
		note: (state, {theme}) => theme.warning(nameMistake(state) ?? ''),
	},
};

const hasQuery = (state: State): boolean => shownQuery(state) !== undefined;

/** A change made of the query on screen; none if there is no query. */
const withShown = (changeOf: typeof askName): Change => state => {
	const shown = shownQuery(state);
	return shown ? changeOf(shown.metric, shown.everySeconds)(state) : state;
};

/** Keys of the text that `i` shows: edit or keep the query. */
export const shownQueryKeys: readonly Binding[] = [
	{
		id: 'edit-query',
		keys: ['enter'],
		help: 'edit the query, and run it',
		group: 'Program',
		hint: 'edit the query',
		applies: hasQuery,
		run: withShown(editQuery),
	},
	{
		id: 'keep-query',
		keys: ['s'],
		help: 'keep the query as a metric of your own, under a name',
		group: 'Program',
		hint: 'keep',
		applies: hasQuery,
		run: withShown(askName),
	},
];
