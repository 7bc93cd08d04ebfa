import type {Iteration, SideName} from '../../campaign/model/iteration.js';
import {campaignColumns, type CampaignColumns} from '../../campaign/query/campaign-columns.js';
import type {Progress} from '../../campaign/files/load.js';
import type {Campaign} from '../../campaign/files/parameters.js';
import type {SourceProgress} from '../../sources/source.js';
import type {ExportFormat} from '../../reports/report.js';
import type {Look} from '../../reports/theme.js';
import type {Overlay, Screen} from '../definitions.js';
import type {ListState} from './list.js';

/** A line above the footer: an info disappears by itself, an error stays until dismissed. */
export type Message = {readonly kind: 'info' | 'error'; readonly text: string};

/** A side effect that a state change cannot perform; carried out once by the program. */
export type Effect =
	| {readonly kind: 'quit' | 'redraw' | 'suspend' | 'reload' | 'copy' | 'inspect' | 'stopFetching'}
	/** Opens a campaign inside the given folder. */
	| {readonly kind: 'open'; readonly name: string}
	/** Writes the shown report to a file; without a name, to a new one. */
	| {readonly kind: 'export'; readonly format: ExportFormat; readonly file?: string; readonly replace?: boolean};

/** The screens and overlays of the explorer, fixed at start. */
export type Definitions = {
	/** In the order of their tabs. */
	readonly screens: readonly Screen[];
	/** By name. */
	readonly overlays: Readonly<Record<string, Overlay>>;
};

/** Everything that determines what is drawn. Changes are pure functions of it (see `Change`). Data of a single screen or overlay is in its slice. */
export type State = {
	readonly definitions: Definitions;
	readonly look: Look;
	readonly size: {readonly columns: number; readonly rows: number};
	readonly campaign: string;
	readonly folder: string;
	/** The columns to show, sort and filter by: the built-in ones, and the parameters of this campaign. */
	readonly columns: CampaignColumns;
	/** The source of iterations and their parameters. */
	readonly origin: Campaign['origin'];
	/** Folders with logs that params.json does not list. */
	readonly unlisted: readonly string[];
	/** Number of iterations in params.json. */
	readonly expected: number;
	/** In the order of params.json; grows while the campaign loads. */
	readonly iterations: readonly Iteration[];
	/** The iterations when loading last completed; during a reload, the previous ones. */
	readonly readIterations: readonly Iteration[];
	readonly loading: boolean;
	/** Loading progress, with the seconds elapsed. */
	readonly progress: (Progress & {readonly seconds: number}) | undefined;
	/** Progress of fetching the campaign, with the seconds elapsed. */
	readonly fetching: (SourceProgress & {readonly seconds: number}) | undefined;
	/** Id of the open screen. */
	readonly screen: string;
	/** Name of the overlay on top of it. */
	readonly overlay: string | undefined;
	/** The side whose latency is shown; auto: the primary side. */
	readonly side: SideName | 'auto';
	/** Whether counts are on a log scale. */
	readonly logCounts: boolean;
	/** Whether iterations are grouped by driver and call type, rather than in run order. */
	readonly grouped: boolean;
	/** State of each list, by name. */
	readonly lists: Readonly<Record<string, ListState<never>>>;
	/** The first visible line of the view `of`. */
	readonly scroll: {readonly of: string; readonly top: number} | undefined;
	/** State of screens and overlays; see `defineSlice`. */
	readonly slices: Readonly<Record<string, unknown>>;
	readonly messages: readonly Message[];
	/** The side effect to perform. */
	readonly pendingEffect: Effect | undefined;
};

/** A change of state: pure, so that tests need no terminal. */
export type Change = (state: State) => State;

/** The state before anything is loaded. */
export const initialState = ({definitions, look, size}: Pick<State, 'definitions' | 'look' | 'size'>): State => ({
	definitions,
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
	fetching: undefined,
	screen: definitions.screens[0]?.id ?? '',
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

/** Applies changes one after the other. */
export const sequence = (...changes: readonly Change[]): Change => state => changes.reduce((now, change) => change(now), state);

/** Requests a side effect. */
export const requestEffect = (pendingEffect: Effect): Change => state => ({...state, pendingEffect});

/** Marks the side effect as started. */
export const clearPendingEffect: Change = state => ({...state, pendingEffect: undefined});

/** Stores the size of the terminal. */
export const resize = (size: State['size']): Change => state => ({...state, size});

/** Opens a screen, with the cursor of its list centred. */
export const show = (screen: string): Change => state => ({
	...state, screen, overlay: undefined, scroll: screen === state.screen ? state.scroll : undefined,
});

/** Opens an overlay on top of the screen. */
export const openOverlay = (overlay: string): Change => state => ({...state, overlay});

/** Closes the overlay. */
export const closeOverlay: Change = state => ({...state, overlay: undefined});

/** The open screen. Throws if the state names an unknown screen. */
export function currentScreen({screen, definitions}: State): Screen {
	const found = definitions.screens.find(({id}) => id === screen);
	if (!found) {
		throw new Error(`there is no screen ${screen}`);
	}

	return found;
}

/** The open overlay. */
export const currentOverlay = (state: State): Overlay | undefined => overlayNamed(state, state.overlay);

/** An overlay of the open screen by name: the screen's own, or a common one. */
export const overlayNamed = (state: State, name: string | undefined): Overlay | undefined =>
	name === undefined ? undefined : currentScreen(state).overlays?.[name] ?? state.definitions.overlays[name];

/** The part of the state owned by one screen or overlay. */
type Slice<Value extends object> = {
	readonly get: (state: Pick<State, 'slices'>) => Value;
	/** A change of this part only. */
	readonly update: (change: (value: Value, state: State) => Partial<Value>) => Change;
	/** Like `update`, with constant values. */
	readonly set: (values: Partial<Value>) => Change;
};

/** A part of the state, by the name of its owner; it has the value `initial` until first changed. */
export function defineSlice<Value extends object>(name: string, initial: Value): Slice<Value> {
	const get: Slice<Value>['get'] = ({slices}) => (slices[name] as Value | undefined) ?? initial;
	const update: Slice<Value>['update'] = change => state => {
		const value = get(state);
		const changed = change(value, state);
		const isSame = Object.entries(changed).every(([key, item]) => value[key as keyof Value] === item);
		return isSame ? state : {...state, slices: {...state.slices, [name]: {...value, ...changed}}};
	};

	return {get, update, set: values => update(() => values)};
}
