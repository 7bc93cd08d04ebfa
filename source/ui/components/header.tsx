import {cleanText} from '../../text/clean.js';
import {cutEnd, cutMiddle, padEnd} from '../../text/cells.js';
import {widthOf} from '../../text/width.js';
import {useLook, type Look} from '../context.js';
import {screens} from '../screens/screens.js';
import {
	countLoaded, cursorOf, selectedIteration, shownIterations,
} from '../state/selectors.js';
import type {State} from '../state/state.js';
import {Lines} from './lines.js';

/** Two lines: where we are and how much there is; the tabs and the filter. */
export function Header({state}: {readonly state: State}) {
	const look = useLook();
	return <Lines lines={[placeLine(state, look), tabLine(state, look)]}/>;
}

export const headerHeight = 2;

function placeLine(state: State, {theme, glyphs}: Look): string {
	const {columns} = state.size;
	const shown = shownIterations(state);
	const selected = selectedIteration(state);
	const counts = `${shown.length === 0 ? 0 : cursorOf(state) + 1}/${shown.length}${loadingNote(state)}${skippedNote(state)}`;
	const crumb = selected ? ` ${glyphs.crumb} ${cleanText(selected.label)}` : '';
	const room = columns - widthOf(counts) - 2;
	const name = cutMiddle(cleanText(state.campaign), Math.max(8, room - widthOf(crumb) - 14), glyphs.ellipsis);
	const place = cutEnd(`${name}${crumb}`, Math.max(0, room - 14), glyphs.ellipsis);
	return theme.strong('ombt-explorer ') + padEnd(theme.accent(place), room - 14) + ' '.repeat(2) + cutEnd(counts, columns, glyphs.ellipsis);
}

function loadingNote({loading, progress, iterations, expected}: State): string {
	if (!loading) {
		return '';
	}

	const read = ` · reading ${iterations.length}/${expected}`;
	return progress && progress.logsTotal > 0 ? `${read}, logs ${progress.logsDone}/${progress.logsTotal}, ${Math.round(progress.bytesDone / 1e6)} of ${Math.round(progress.bytesTotal / 1e6)} MB` : read;
}

function skippedNote({iterations}: State): string {
	const skipped = iterations.length - countLoaded(iterations);
	return skipped === 0 ? '' : ` · ${skipped} skipped`;
}

function tabLine(state: State, {theme, glyphs}: Look): string {
	const tabs = screens.map(({id, title}, place) => {
		const text = ` ${place + 1} ${title} `;
		return id === state.screen ? theme.cursor(text) : text;
	}).join(' ');
	const filter = filterNote(state);
	const room = state.size.columns - widthOf(tabs) - 2;
	return filter === '' || room < 10 ? tabs : `${tabs}  ${theme.warning(cutEnd(filter, room, glyphs.ellipsis))}`;
}

function filterNote(state: State): string {
	const {filter, sort} = state;
	const order = sort ? `sort ${sort.column}${sort.descending ? ' desc' : ''}` : '';
	const kept = filter?.text.trim() ? `/${cleanText(filter.text)} ${shownIterations(state).length} of ${state.iterations.length}` : '';
	return [kept, order].filter(Boolean).join('  ');
}
