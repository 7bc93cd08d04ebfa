import type {WindowSpec} from '../definitions.js';
import {bodyHeight} from '../layout.js';
import {clamp} from './list.js';
import {currentOverlay, currentScreen, type State} from './state.js';

/** Rows [first, end) of a list. */
export type RowWindow = {readonly first: number; readonly end: number};

/** Rows kept in sight beyond the cursor, and when a page is turned. */
const context = 2;

/** The least move of a window that began at `top` (undefined: anew, the cursor in its middle) that keeps two rows of context around the cursor. */
export function slideWindow(top: number | undefined, {cursor, count, height, byHalves = false}: WindowSpec): RowWindow {
	const rows = Math.max(1, height);
	const margin = Math.min(context, Math.floor((rows - 1) / 2));
	const half = Math.floor(rows / 2);
	const target = top === undefined ? cursor - half : Math.min(Math.max(top, cursor + margin - rows + 1), cursor - margin);
	const isNear = top !== undefined && Math.abs(target - top) <= half;
	const first = clamp(byHalves && isNear ? top + (Math.sign(target - top) * half) : target, Math.max(0, count - rows));
	return {first, end: Math.min(count, first + rows)};
}

/** Names the view that is drawn: the overlay or the screen, and which of its lists. */
const viewName = (state: State, {name = ''}: WindowSpec): string =>
	`${currentOverlay(state)?.View ? state.overlay : state.screen} ${name}`;

/** The rows in sight of the view that is drawn. */
export const windowOf = (state: State, spec: WindowSpec): RowWindow =>
	slideWindow(state.scroll?.of === viewName(state, spec) ? state.scroll.top : undefined, spec);

function currentWindow(state: State): WindowSpec | undefined {
	const overlay = currentOverlay(state);
	return overlay?.View ? overlay.window?.(state) : currentScreen(state).window?.(state);
}

/** Scrolls so far that the cursor is in sight: done after every change of the state. */
export function keepCursorInSight(state: State): State {
	const spec = currentWindow(state);
	if (!spec) {
		return state.scroll === undefined ? state : {...state, scroll: undefined};
	}

	const {first} = windowOf(state, spec);
	const of = viewName(state, spec);
	return state.scroll?.of === of && state.scroll.top === first ? state : {...state, scroll: {of, top: first}};
}

/** Rows that a page key moves by: those in sight, but for two. */
export function pageHeight(state: State): number {
	const height = currentWindow(state)?.height ?? bodyHeight(state.size) - 1;
	return Math.max(1, height - context);
}
