import type {Iteration, SideName} from '../../campaign/model/iteration.js';
import {campaignColumns, type CampaignColumns} from '../../campaign/query/campaign-columns.js';
import type {Progress} from '../../campaign/files/load.js';
import type {Campaign} from '../../campaign/files/parameters.js';
import type {ExportFormat} from '../../reports/report.js';
import type {Look} from '../../reports/theme.js';
import type {Overlay, Screen} from '../definitions.js';
import type {ListState} from './list.js';

/** A line above the footer: an info disappears by itself, an error stays until it is dismissed. */
export type Message = {readonly kind: 'info' | 'error'; readonly text: string};

/** What no change of state can do by itself: who runs the program does it, once. */
export type Effect =
	| {readonly kind: 'quit' | 'redraw' | 'suspend' | 'reload' | 'copy' | 'inspect'}
	/** Opens a campaign below the folder that was given. */
	| {readonly kind: 'open'; readonly name: string}
	/** Writes what is shown to a file; without a name to one that is free. */
	| {readonly kind: 'export'; readonly format: ExportFormat; readonly file?: string; readonly replace?: boolean};

/** What the explorer is made of; chosen once at the start. */
export type Parts = {
	/** In the order of their tabs. */
	readonly screens: readonly Screen[];
	/** By their names. */
	readonly overlays: Readonly<Record<string, Overlay>>;
};

/** All that the picture depends on. Changes are pure functions of it (see `Change`). What one screen or overlay needs is in its slice. */
export type State = {
	readonly parts: Parts;
	readonly look: Look;
	readonly size: {readonly columns: number; readonly rows: number};
	readonly campaign: string;
	readonly folder: string;
	/** What can be shown, sorted and filtered by: the columns of all campaigns, and this one's parameters. */
	readonly columns: CampaignColumns;
	/** Where iterations and their parameters are known from. */
	readonly origin: Campaign['origin'];
	/** Folders with logs that params.json does not name. */
	readonly unlisted: readonly string[];
	/** How many iterations params.json names. */
	readonly expected: number;
	/** In the order of params.json; grows while the campaign loads. */
	readonly iterations: readonly Iteration[];
	/** The iterations when reading was last done; while the campaign is read again, those of before. */
	readonly readIterations: readonly Iteration[];
	readonly loading: boolean;
	/** How far reading is, and for how many seconds it goes on. */
	readonly progress: (Progress & {readonly seconds: number}) | undefined;
	/** The screen that is open, by its id. */
	readonly screen: string;
	/** What is on top of it, by its name. */
	readonly overlay: string | undefined;
	/** Whose latency is shown; auto: that of the primary side. */
	readonly side: SideName | 'auto';
	/** Whether counts are on a log scale. */
	readonly logCounts: boolean;
	/** Whether iterations stand together by driver and call type, rather than in the order of the run. */
	readonly grouped: boolean;
	/** Cursor, filter, order and marks of each list, by its name. */
	readonly lists: Readonly<Record<string, ListState<never>>>;
	/** The first line in sight of the view `of`. */
	readonly scroll: {readonly of: string; readonly top: number} | undefined;
	/** What screens and overlays own; see `defineSlice`. */
	readonly slices: Readonly<Record<string, unknown>>;
	readonly messages: readonly Message[];
	/** What is to be done beside changing this state. */
	readonly pendingEffect: Effect | undefined;
};

/** A change of state: pure, so that a test needs no terminal. */
export type Change = (state: State) => State;

/** The state before anything is loaded. */
export const initialState = ({parts, look, size}: Pick<State, 'parts' | 'look' | 'size'>): State => ({
	parts,
	look,
	size,
	campaign: '',
	folder: '',
	columns: campaignColumns([]),
	origin: 'params.json',
	unlisted: [],
	expected: 0,
	iterations: [],
	readIterations: [],
	loading: true,
	progress: undefined,
	screen: parts.screens[0]?.id ?? '',
	overlay: undefined,
	side: 'auto',
	logCounts: false,
	grouped: false,
	lists: {},
	scroll: undefined,
	slices: {},
	messages: [],
	pendingEffect: undefined,
});

/** Changes nothing. */
export const unchanged: Change = state => state;

/** Changes one after the other, as one. */
export const sequence = (...changes: readonly Change[]): Change => state => changes.reduce((now, change) => change(now), state);

/** Asks for an effect. */
export const requestEffect = (pendingEffect: Effect): Change => state => ({...state, pendingEffect});

/** The effect is under way. */
export const clearPendingEffect: Change = state => ({...state, pendingEffect: undefined});

export const resize = (size: State['size']): Change => state => ({...state, size});

/** Opens a screen, with the cursor of its list in the middle. */
export const show = (screen: string): Change => state => ({
	...state, screen, overlay: undefined, scroll: screen === state.screen ? state.scroll : undefined,
});

/** Puts something on top of the screen. */
export const openOverlay = (overlay: string): Change => state => ({...state, overlay});

/** Takes away what is on top of the screen. */
export const closeOverlay: Change = state => ({...state, overlay: undefined});

/** The screen that is open. Throws where the state names a screen that is not among its parts. */
export function currentScreen({screen, parts}: State): Screen {
	const found = parts.screens.find(({id}) => id === screen);
	if (!found) {
		throw new Error(`there is no screen ${screen}`);
	}

	return found;
}

/** What is on top of the screen. */
export const currentOverlay = (state: State): Overlay | undefined => overlayNamed(state, state.overlay);

/** What can be on top of the screen that is open, by its name: the screen's own, and those of all screens. */
export const overlayNamed = (state: State, name: string | undefined): Overlay | undefined =>
	name === undefined ? undefined : currentScreen(state).overlays?.[name] ?? state.parts.overlays[name];
