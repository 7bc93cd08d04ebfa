import type {ComponentType} from 'react';
import type {PackedLogs} from '../campaign/logs/packed-logs.js';
import type {Engine} from '../metrics/engines/engine.js';
import type {Metric} from '../metrics/metric.js';
import type {Report} from '../reports/report.js';
import type {Look} from '../reports/theme.js';
import type {Source} from '../sources/source.js';
import {cleanText} from '../text/clean.js';
import type {StyledText} from '../text/styled-text.js';
import type {ListModel} from './state/list.js';
import type {Change, State} from './state/state.js';
import type {Store} from './state/store.js';

/** The sections of the help. */
export const bindingGroups = ['Screens', 'Move', 'View', 'Program'] as const;

/** A key binding with everything that is known about it; labels are derived from it (see `keyLabel`). */
export type Binding = {
	/** Identifies the binding in the palette and in tests; bindings with the same id on several screens count as one. */
	readonly id: string;
	/** Key names as emitted by the key reader; the first one is shown in the footer. */
	readonly keys: readonly string[];
	readonly help: string;
	readonly group: (typeof bindingGroups)[number];
	/** Label in the footer; bindings without one are listed in the help only. */
	readonly hint?: string;
	/** Whether the hint is kept when the footer runs out of space. */
	readonly isKept?: boolean;
	/** Whether the binding is active in this state; if not, its keys fall through to later bindings. */
	readonly applies?: (state: State) => boolean;
	/** Whether the key exists in this context; if not, the help does not list it. */
	readonly exists?: (state: State) => boolean;
	/** The reason why the action is unavailable now, shown when the key is pressed; undefined if it is available. */
	readonly blocked?: (state: State) => string | undefined;
	/** Whether the palette omits it because it only makes sense in context. */
	readonly isHidden?: boolean;
	readonly run: Change;
};

/** A size in cells. */
export type Size = {readonly width: number; readonly height: number};

/** Props of every view: the state, and the size between header and footer. */
export type ViewProps = Size & {readonly state: State};

/** The visible window of a list. */
export type WindowSpec = {
	/** Identifies the list within its view; a different name resets the window, with the cursor in the middle. */
	readonly name?: string;
	/** The line of the cursor, out of `count` lines. */
	readonly cursor: number;
	readonly count: number;
	/** Number of visible lines. */
	readonly height: number;
	/** Whether to scroll by half the height instead of line by line: every row of a picture changes, and redrawing long rows is slow over a slow connection. */
	readonly byHalves?: boolean;
};

/** An item of a picker. */
export type PickerItem = {
	readonly id: string;
	readonly text: string;
	readonly help: string;
	/** Whether it stays in the list regardless of the filter text, after the matches. */
	readonly isKept?: boolean;
};

/** Columns as picker items. */
export const columnItems = (columns: ReadonlyArray<Pick<PickerItem, 'id' | 'help'>>): readonly PickerItem[] =>
	columns.map(({id, help}) => ({id, text: cleanText(id), help}));

/** A list to choose from, filtered as the user types. */
export type Picker = {
	readonly title: (state: State) => string;
	readonly items: (state: State) => readonly PickerItem[];
	/** The id of the currently selected item. */
	readonly current?: (state: State) => string | undefined;
	/** In a multi-select list, whether an item is on; such a list stays open until the user leaves it. */
	readonly isOn?: (state: State, id: string) => boolean;
	/** For lists where several items can be marked: Space toggles a mark, Enter takes the marked items, or the one under the cursor if none is marked. */
	readonly marks?: {readonly has: (state: State, id: string) => boolean; readonly toggle: (id: string) => Change};
	/** Goes one step back on Esc, and on Backspace with an empty filter. Without it Esc closes the picker. */
	readonly back?: Change;
	/** Lines shown while there are no items yet. */
	readonly waiting?: (state: State) => readonly string[];
	/** Preview lines beside the list for the item under the cursor. */
	readonly preview?: (state: State, item: PickerItem | undefined, size: Size) => readonly StyledText[];
	readonly choose: (id: string) => Change;
};

/** Key bindings of a screen in addition to the global ones, grouped by their position in the footer. */
export type ScreenKeys = {
	/** Bindings of Enter. */
	readonly open?: readonly Binding[];
	/** Bindings of Esc that run before it clears filters and marks or goes back. */
	readonly leave?: readonly Binding[];
	/** Bindings that switch the view as a whole. */
	readonly view?: readonly Binding[];
	/** Movement other than up and down. */
	readonly move?: readonly Binding[];
	/** Bindings for sorting, sides and scales. */
	readonly display?: readonly Binding[];
};

/** Background work of a screen while it is open: reading files, querying servers. */
export type ScreenLoader = {
	/** Called after each state change. */
	readonly update: () => void;
	readonly stop: () => Promise<void>;
};

/** How metrics are queried, as set on the command line. */
export type MetricsSettings = {
	/** The metrics of the catalogue, followed by those of the user's configuration. */
	readonly metrics: readonly Metric[];
	/** Problems in the user's configuration, one line each. */
	readonly problems: readonly string[];
	/** `auto`, the name of an engine, or the address of a server. */
	readonly engineName: string;
	/** Chooses the engine; with `needsInfluxdb`, `auto` skips the embedded one. */
	readonly chooseEngine: (needsInfluxdb?: boolean) => Promise<Engine>;
	/** The initial bucket length (s), if one was given. */
	readonly everySeconds: number | undefined;
	readonly database: string | undefined;
	readonly maxUnpacked: number | undefined;
	readonly cache: boolean;
	/** The source of the campaign. */
	readonly source?: Source;
	/** Called with a line if metrics may be outdated. */
	readonly onNote?: (note: string) => void;
};

/** Dependencies of the loaders. */
export type LoaderContext = {
	readonly store: Store<State>;
	readonly metrics: MetricsSettings;
	/** The logs, if the campaign is in an archive. */
	readonly packedLogs?: PackedLogs | undefined;
};

/** Definition of a screen: tabs, help, footer, palette, movement and exports are derived from it. */
export type Screen = {
	/** The id; also part of the names of exported files. */
	readonly id: string;
	readonly title: string;
	readonly help: string;
	readonly View: ComponentType<ViewProps>;
	readonly keys: ScreenKeys;
	/** The rows that up and down move through; by default the iterations. */
	readonly list?: (state: State) => ListModel<never>;
	/** The iterations that left and right move through; by default all visible ones. */
	readonly siblings?: (state: State) => ListModel<never>;
	/** The list that `/` filters and `s` sorts; by default the iterations. */
	readonly filtered?: ListModel<never>;
	/** An additional change when the rows are sorted by a column. */
	readonly afterSort?: (column: string) => Change;
	/** The visible window of the list. */
	readonly window?: (state: State) => WindowSpec | undefined;
	/** The ids of the displayed columns; figures of metrics among them are loaded. */
	readonly columns?: (state: State) => readonly string[];
	/** The index of the iteration that the cursor refers to; by default the selected one. */
	readonly iteration?: (state: State) => number | undefined;
	/** The displayed content as a report, for a file or the clipboard; undefined if there is none yet. */
	readonly report: (state: State) => Report | undefined;
	/** Whether the report covers only the selected iteration; its file is then named after it. */
	readonly isOfIteration?: (state: State) => boolean;
	/** How the displayed numbers are computed. */
	readonly formulas: (state: State) => readonly string[];
	/** The rules behind its judgements, for the help. */
	readonly rules?: readonly string[];
	/** Why the screen is empty and what to do about it; undefined if it is not empty. */
	readonly empty: (state: State) => readonly string[] | undefined;
	/** A summary of the campaign, shown between the tabs and the screen. */
	readonly subtitle?: (state: State) => string;
	/** The cursor position, for the header. */
	readonly position?: (state: State) => string;
	/** A count next to the title in the tabs; 0 is hidden. */
	readonly badge?: (state: State) => number;
	readonly pickers?: Readonly<Record<string, Picker>>;
	/** Overlays that belong to this screen, by name. */
	readonly overlays?: Readonly<Record<string, Overlay>>;
	/** Key bindings of the `i` overlay for this screen; they take precedence over the overlay's own. */
	readonly inspectKeys?: readonly Binding[];
	/** Palette entries in addition to the key bindings. */
	readonly palette?: (state: State) => ReadonlyArray<PickerItem & {readonly run: Change}>;
	readonly createLoader?: (context: LoaderContext) => ScreenLoader;
};

/** A text field in the footer. */
export type TextField = {
	readonly edit: (edit: (text: string) => string) => Change;
	readonly prompt: string;
	readonly text: (state: State) => string;
	/** The text after the cursor, if the cursor can be moved. */
	readonly rest?: (state: State) => string;
	/** A note shown after the text. */
	readonly note?: (state: State, look: Look) => StyledText;
};

/** A layer on top of a screen that receives the keys. */
export type Overlay = {
	readonly keys: readonly Binding[];
	/** Bindings that take precedence over `keys`, depending on the content. */
	readonly keysOfContent?: (state: State) => readonly Binding[];
	/** The view that replaces the screen; by default the screen stays visible. */
	readonly View?: ComponentType<ViewProps>;
	readonly window?: (state: State) => WindowSpec | undefined;
	readonly field?: TextField;
	/** The content that `y` copies; by default that of the screen below. */
	readonly copied?: (state: State) => {readonly text: string; readonly amount: string} | undefined;
	/** Whether no campaign is shown, so that the header omits it. */
	readonly hidesCampaign?: boolean;
};
