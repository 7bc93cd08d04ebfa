import {wrapWords} from '../../../../text/align.js';
import {cutEnd, graphemesOf, widthOf} from '../../../../text/cells.js';
import {cleanText} from '../../../../text/clean.js';
import type {Look} from '../../../../reports/theme.js';
import {Lines} from '../../../components/lines.js';
import type {Overlay, ViewProps, Binding} from '../../../definitions.js';
import type {Change, State} from '../../../state/state.js';
import type {StyledText} from '../../../../text/styled-text.js';
import {
	leaveEditor, moveInQuery, query, runTypedQuery, typeQuery, promptName, editQuery, requestSaveMetric, nameMistake, shownQuery, typeName,
} from './state.js';

/** A summary of the grammar. */
const grammar = [
	'SELECT FN(field) FROM measurement WHERE tag = \'value\' AND tag =~ /pattern/ GROUP BY tag, time(30s)',
	'FN(field) is mean, max, min, sum, count, first, last, spread, median or stddev of it, or percentile(field, 90); or derivative(FN(field), 1s), or non_negative_derivative(FN(field), 1s).',
	'Without a time condition, that of the iteration is added.',
];

/** The query with a caret under a mistake, above a summary of the grammar. */
function QueryEditor({state, width, height}: ViewProps) {
	const {theme, glyphs} = state.look;
	const {text, checked} = query.get(state);
	const mistake = checked?.text === text && 'mistake' in checked ? checked.mistake : [];
	const lines = [
		theme.strong('Query'),
		...queryLines(cleanText(text), mistake, width, state.look),
		'',
		...grammar.flatMap(line => wrapWords(line, width)).map(line => theme.faint(line)),
	];
	return <Lines lines={lines.slice(0, height).map(line => cutEnd(line, width, glyphs.ellipsis))}/>;
}

/** Wraps a query, with a caret line below the mistake and the expectation at the end. */
export function queryLines(text: string, mistake: readonly string[], width: number, {theme}: Look): readonly StyledText[] {
	const [, caret = '', expected = ''] = mistake;
	const column = caret.indexOf('^');
	const lines: StyledText[] = [];
	let before = 0;
	const all = pieces(text, width);
	for (const [index, piece] of all.entries()) {
		const isLast = index === all.length - 1;
		const end = before + widthOf(piece);
		lines.push(piece, ...column >= before && (column < end || isLast) ? [theme.warning(`${' '.repeat(Math.min(width - 1, column - before))}^`)] : []);
		before = end;
	}

	return [...lines, ...expected === '' ? [] : wrapWords(expected, width).map(line => theme.warning(line))];
}

/** Splits a text into pieces of at most this width in cells. */
function pieces(text: string, width: number): readonly string[] {
	const lines = [''];
	for (const character of graphemesOf(text)) {
		const last = lines.at(-1) ?? '';
		if (widthOf(last + character) > width) {
			lines.push(character);
		} else {
			lines[lines.length - 1] = last + character;
		}
	}

	return lines;
}

/** The editor of a query. */
export const queryEditor: Overlay = {
	View: QueryEditor,
	keys: [
		{
			id: 'run-query', keys: ['enter'], help: 'run the query', group: 'Program', hint: 'run', run: runTypedQuery,
		},
		{
			id: 'query-left', keys: ['left', 'ctrl-b'], help: 'cursor left', group: 'Move', hint: 'move', run: moveInQuery(-1),
		},
		{
			id: 'query-right', keys: ['right', 'ctrl-f'], help: 'cursor right', group: 'Move', run: moveInQuery(1),
		},
		{
			id: 'query-start', keys: ['home', 'ctrl-a'], help: 'to the start', group: 'Move', run: moveInQuery(-Infinity),
		},
		{
			id: 'query-end', keys: ['end', 'ctrl-e'], help: 'to the end', group: 'Move', run: moveInQuery(Infinity),
		},
		{
			id: 'leave-query', keys: ['escape'], help: 'cancel', group: 'View', hint: 'cancel', run: leaveEditor,
		},
	],
	field: {
		prompt: 'query: ',
		edit: typeQuery,
		text: state => query.get(state).text.slice(0, query.get(state).cursor),
		rest: state => query.get(state).text.slice(query.get(state).cursor),
	},
};

/** Prompts for the name of a metric to save. */
export const saveMetricOverlay: Overlay = {
	keys: [
		{
			id: 'save-metric', keys: ['enter'], help: 'save it under this name, in config.toml', group: 'Program', hint: 'save', applies: state => nameMistake(state) === undefined, run: requestSaveMetric,
		},
		{
			id: 'leave-name', keys: ['escape'], help: 'cancel', group: 'Program', hint: 'cancel', run: leaveEditor,
		},
	],
	field: {
		prompt: 'save as: ',
		edit: typeName,
		text: state => query.get(state).draft.name,
		note: (state, {theme}) => theme.warning(nameMistake(state) ?? ''),
	},
};

const hasQuery = (state: State): boolean => shownQuery(state) !== undefined;

/** A change made of the query on screen; none if there is no query. */
const withShown = (changeOf: typeof promptName): Change => state => {
	const shown = shownQuery(state);
	return shown ? changeOf(shown.metric, shown.everySeconds)(state) : state;
};

/** Keys of the text that `i` shows: edit or save the query. */
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
		id: 'save-query',
		keys: ['s'],
		help: 'save the query as a metric of your own, under a name',
		group: 'Program',
		hint: 'save',
		applies: hasQuery,
		run: withShown(promptName),
	},
];
