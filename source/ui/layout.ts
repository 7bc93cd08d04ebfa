import {currentOverlay, currentScreen, type State} from './state/state.js';
import type {WindowSpec} from './definitions.js';
import {clamp} from './state/list.js';

type TerminalSize = State['size'];

/** Lines above the screen: campaign and counts, tabs, a blank line. */
export const headerHeight = 3;
/** Lines below the screen: messages, keys. */
export const footerHeight = 2;

/** The minimum terminal size. */
export const minSize: TerminalSize = {columns: 60, rows: 15};

/** Rows between header and footer. */
export const bodyHeight = ({rows}: TerminalSize): number => rows - headerHeight - footerHeight;

/** Rows per page key in texts and pickers. */
export const textPage = ({rows}: TerminalSize): number => Math.max(1, rows - 8);

/** Rows [first, end) of a list. */
type RowWindow = {readonly first: number; readonly end: number};

/** Rows kept visible around the cursor, and overlap of two pages. */
const contextRows = 2;

/** Moves a window that starts at `top` as little as possible to keep two rows of context around the cursor; undefined `top` centres the cursor. */
export function slideWindow(top: number | undefined, {cursor, count, height, byHalves = false}: WindowSpec): RowWindow {
	const rows = Math.max(1, height);
	const margin = Math.min(contextRows, Math.floor((rows - 1) / 2));
	const half = Math.floor(rows / 2);
	const target = top === undefined ? cursor - half : Math.min(Math.max(top, cursor + margin - rows + 1), cursor - margin);
	const isNear = top !== undefined && Math.abs(target - top) <= half;
	const first = clamp(byHalves && isNear ? top + (Math.sign(target - top) * half) : target, Math.max(0, count - rows));
	return {first, end: Math.min(count, first + rows)};
}

/** Identifies the drawn view: the overlay or screen, and the list in it. */
const viewName = (state: State, {name = ''}: WindowSpec): string =>
	`${currentOverlay(state)?.View ? state.overlay : state.screen} ${name}`;

/** The visible rows of the drawn view. */
export const visibleRows = (state: State, spec: WindowSpec): RowWindow =>
	slideWindow(state.scroll?.of === viewName(state, spec) ? state.scroll.top : undefined, spec);

function currentWindow(state: State): WindowSpec | undefined {
	const overlay = currentOverlay(state);
	return overlay?.View ? overlay.window?.(state) : currentScreen(state).window?.(state);
}

/** Scrolls to keep the cursor visible; applied after every change of the state. */
export function scrollToCursor(state: State): State {
	const spec = currentWindow(state);
	if (!spec) {
		return state.scroll === undefined ? state : {...state, scroll: undefined};
	}

	const {first} = visibleRows(state, spec);
	const of = viewName(state, spec);
	return state.scroll?.of === of && state.scroll.top === first ? state : {...state, scroll: {of, top: first}};
}

/** Number of rows a page key moves by: the visible ones minus two. */
export function pageHeight(state: State): number {
	const height = currentWindow(state)?.height ?? bodyHeight(state.size) - 1;
	return Math.max(1, height - contextRows);
}
