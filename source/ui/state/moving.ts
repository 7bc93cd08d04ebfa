import {cursorOf, shownIterations} from './selectors.js';
import type {Change, State} from './state.js';

/** Moves the cursor by rows; it stops at the ends. The detail of another iteration begins at its top. */
export const move = (rows: number): Change => state => {
	const shown = shownIterations(state);
	const position = clamp(cursorOf(state) + rows, shown.length - 1);
	const selected = shown[position]?.index ?? state.selected;
	return selected === state.selected ? state : {...state, selected, detailTop: 0};
};

/** As `move`, where rows are something else than iterations. */
export const nextIteration = (by: number): Change => state => {
	const moved = move(by)(state);
	return moved === state ? state : {...moved, agents: {...moved.agents, cursor: 0, view: moved.agents.view === 'one' ? 'list' : moved.agents.view}};
};

/** Rows that a page key moves by in help and lists to choose from. */
export const pageOf = ({size}: Pick<State, 'size'>): number => Math.max(1, size.rows - 8);

/** Moves in the chooser of campaigns. */
export const choose = (by: number): Change => state => ({...state, choice: clamp(state.choice + by, state.choices.length - 1)});

/** Scrolls the detail; the screen knows how long it is, and shows its end at the most. */
export const scrollDetail = (by: number): Change => state => ({...state, detailTop: clamp(state.detailTop + by, maxDetail)});
const maxDetail = 1000;

/** Scrolls what is read, or the help where that is open; the screen knows how long it is, and shows its end at the most. */
export const scrollText = (by: number): Change => state => state.mode === 'read'
	? {...state, reading: {...state.reading, top: clamp(state.reading.top + by, maxLines)}}
	: {...state, help: {...state.help, top: clamp(state.help.top + by, maxLines)}};
const maxLines = 100_000;

export const clamp = (value: number, maximum: number): number => Math.max(0, Math.min(maximum, value));
