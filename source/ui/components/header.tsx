import {
	cutEnd, cutMiddle, padEnd, widthOf,
} from '../../text/cells.js';
import {cleanText} from '../../text/clean.js';
import {sourceProgressText} from '../../reports/source-text.js';
import {formatSpeed} from '../../text/numbers.js';
import {
	countLoaded, currentIteration, cursorOf, iterationsList, markedIterations, shownIterations,
} from '../state/iterations.js';
import {filteringNames, figuresNote, loadedText} from '../figures/in-use.js';
import {
	countsText, filteredList, filterOf, sortOf,
} from '../state/rows.js';
import {currentOverlay, currentScreen, type State} from '../state/state.js';
import {concat, styled, type StyledText} from '../../text/styled-text.js';
import {Lines} from './lines.js';

/** Two lines: the location and totals; the tabs, and the filter and sort order of the rows. */
export function Header({state}: {readonly state: State}) {
	return <Lines lines={[positionLine(state), tabLine(state)]}/>;
}

const program = 'ombt-explorer ';

/** Whether a campaign is open; until one is chosen there is nothing to show about it. */
const isOpen = (state: State): boolean => state.folder !== '' && currentOverlay(state)?.hidesCampaign !== true;

function positionLine(state: State): StyledText {
	const {theme, glyphs} = state.look;
	if (!isOpen(state)) {
		return theme.strong(program);
	}

	const {columns} = state.size;
	const selected = currentIteration(state);
	const counts = cutEnd(countsOf(state, glyphs.ascii), columns - program.length, glyphs.ellipsis);
	const available = columns - program.length - widthOf(counts) - 2;
	const crumb = selected ? ` ${glyphs.crumb} ${cleanText(selected.label)}` : '';
	const name = cutMiddle(cleanText(state.campaign), Math.max(8, available - widthOf(crumb)), glyphs.ellipsis);
	const location = cutEnd(`${name}${crumb}`, Math.max(0, available), glyphs.ellipsis);
	return styled`${theme.strong(program)}${theme.accent(padEnd(location, Math.max(0, available)))}  ${counts}`;
}

function countsOf(state: State, ascii: boolean): string {
	const {iterations, loading} = state;
	const shown = shownIterations(state);
	const skipped = iterations.length - countLoaded(iterations);
	const notes = [
		currentScreen(state).position?.(state) ?? `${shown.length === 0 ? 0 : cursorOf(state) + 1}/${shown.length}`,
		...loading || state.fetching ? loadingNote(state) : [],
		...figuresNote(state),
		...skipped > 0 ? [`${skipped} skipped`] : [],
		...state.origin === 'folder names' ? ['no params.json: parameters from folder names'] : [],
		...marksNote(state),
	];
	return notes.join(ascii ? ', ' : ' · ');
}

const delaySeconds = 0.15;

/** Loading progress; not shown if loading takes just a moment. */
function loadingNote({iterations, expected, progress, fetching}: State): readonly string[] {
	if (fetching) {
		return [sourceProgressText(fetching, fetching.seconds)];
	}

	return progress && progress.seconds > delaySeconds
		? [`logs ${progress.logsDone}/${progress.logsTotal}, ${formatSpeed(progress)}`]
		: (iterations.length === 0 ? [`reading 0/${expected}`] : []);
}

/** The number of marked iterations, and how many of them the filter hides. */
function marksNote(state: State): readonly string[] {
	const marked = markedIterations(state);
	const hidden = marked.size - shownIterations(state).filter(iteration => marked.has(iteration.index)).length;
	return marked.size === 0 ? [] : [`${marked.size} marked${hidden > 0 ? ` (${hidden} hidden)` : ''}`];
}

function tabLine(state: State): StyledText {
	if (!isOpen(state)) {
		return '';
	}

	const {size: {columns}, look: {theme, glyphs}, definitions: {screens}} = state;
	const [filter, order] = narrowingOf(state);
	const texts = [[filter, order], [filter]].map(parts => parts.filter(Boolean).join('  '));
	const kinds = [{hasNames: true, hasCount: true}, {hasNames: true, hasCount: false}];
	const fits = ([tabs, text]: readonly [readonly string[], string]) => widthOf(tabs.join('')) + (text === '' ? 0 : widthOf(text) + 2) <= columns;
	const [tabs, narrowing] = texts.flatMap(text => kinds.map(kind => [tabsOf(state, kind), text] as const)).find(choice => fits(choice)) ?? [
		tabsOf(state, {hasNames: false, hasCount: false}),
		texts[0] ?? '',
	];
	const available = columns - widthOf(tabs.join('')) - 2;
	const line = concat(tabs.map((text, position) => screens[position]?.id === state.screen ? theme.cursor(text) : text));
	return narrowing === '' || available < 10 ? line : styled`${line}  ${theme.warning(cutEnd(narrowing, available, glyphs.ellipsis))}`;
}

/** The tabs; when space is short the counts are dropped first, then the sort order, finally all names but that of the open tab. */
const tabsOf = (state: State, {hasNames, hasCount}: {readonly hasNames: boolean; readonly hasCount: boolean}): readonly string[] =>
	state.definitions.screens.map(({id, title, badge}, index) => {
		const count = hasCount ? badge?.(state) ?? 0 : 0;
		return ` ${index + 1} ${hasNames || id === state.screen ? `${title} ` : ''}${count > 0 ? `${count} ` : ''}`;
	});

/** Filter and sort order as text; empty if there are none. */
function narrowingOf(state: State): readonly [filter: string, order: string] {
	const filter = filterOf(state);
	const sort = sortOf(state);
	const loaded = (names: readonly string[]) => filteredList(state).name === iterationsList.name ? loadedText(state, names) : '';
	// Before what may be cut.
	const noted = (text: string, note: string) => note === '' ? text : `${note}: ${text}`;
	const kept = filter?.text.trim() ? noted(`/${cleanText(filter.text)} ${countsText(state)}`, loaded(filteringNames(state))) : '';
	const order = sort ? noted(`sort ${sort.column}${sort.descending ? ' desc' : ''}`, loaded([sort.column])) : '';
	return [kept, order];
}
