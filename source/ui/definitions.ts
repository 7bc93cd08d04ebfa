import type {ComponentType} from 'react';
import type {Engine} from '../metrics/engines/engine.js';
import type {Metric} from '../metrics/metric.js';
import type {Report} from '../reports/report.js';
import type {Look} from '../reports/theme.js';
import type {Source} from '../sources/source.js';
import {cleanText} from '../text/clean.js';
import type {ListModel} from './state/list.js';
import type {Change, State} from './state/state.js';
import type {Store} from './state/store.js';

/** The sections of the help. */
export const bindingGroups = ['Screens', 'Move', 'Look', 'Program'] as const;

/** A key: everything that is known of it. What is shown of it is derived (see `keyLabel`). */
export type Binding = {
	/** Names the binding in the palette and in tests; the same name on several screens is the same binding. */
	readonly id: string;
	/** Names of keys, as the key reader gives them; the first one stands in the footer. */
	readonly keys: readonly string[];
	readonly help: string;
	readonly group: (typeof bindingGroups)[number];
	/** A word for the footer; without one the binding is in the help alone. */
	readonly hint?: string;
	/** Whether its hint stays where others have no room. */
	readonly isKept?: boolean;
	/** Whether it means anything now; where not, its keys are free for the bindings after it. */
	readonly applies?: (state: State) => boolean;
	/** Whether the key exists in this context; otherwise the help does not list it. */
	readonly exists?: (state: State) => boolean;
	/** Why it cannot be done now, for the person who asks for it. */
	readonly blocked?: (state: State) => string | undefined;
	/** Whether the palette leaves it out: it only makes sense where it stands. */
	readonly isHidden?: boolean;
	readonly run: Change;
};

/** What is drawn from: the state, and the cells between header and footer. */
export type ViewProps = {readonly state: State; readonly width: number; readonly height: number};

/** The rows of a list that a view has room for. */
export type WindowSpec = {
	/** Names the list within its view: another name begins anew, with the cursor in the middle. */
	readonly name?: string;
	/** The line that the cursor is on, of `count` lines. */
	readonly cursor: number;
	readonly count: number;
	/** Lines in sight. */
	readonly height: number;
	/** Whether it moves by half its height: pictures differ in every row, and on a slow line a row is long. */
	readonly byHalves?: boolean;
};

/** An item of a list to choose from. */
export type PickerItem = {
	readonly id: string;
	readonly text: string;
	readonly help: string;
	/** Whether it stays whatever is typed, behind what matches. */
	readonly isKept?: boolean;
};

/** Columns as items of a list. */
export const columnItems = (columns: ReadonlyArray<Pick<PickerItem, 'id' | 'help'>>): readonly PickerItem[] =>
	columns.map(({id, help}) => ({id, text: cleanText(id), help}));

/** A list to choose from, narrowed by what is typed. */
export type Picker = {
	readonly title: (state: State) => string;
	readonly items: (state: State) => readonly PickerItem[];
	/** The item that holds now. */
	readonly current?: (state: State) => string | undefined;
	/** Whether an item is on, in a list of several choices: such a list stays open until it is left. */
	readonly isOn?: (state: State, id: string) => boolean;
	/** Where several items can be taken at once: Space marks them, Enter takes those that are marked, or else the one under the cursor. */
	readonly marks?: {readonly has: (state: State, id: string) => boolean; readonly toggle: (id: string) => Change};
	/** One step back: Esc, and Backspace where nothing is typed. Without it Esc leaves. */
	readonly back?: Change;
	/** What to read where there is nothing to choose from yet. */
	readonly waiting?: (state: State) => readonly string[];
	/** Lines beside the list, about the item under the cursor. */
	readonly preview?: (state: State, item: PickerItem | undefined, size: Pick<ViewProps, 'width' | 'height'>) => readonly string[];
	readonly choose: (id: string) => Change;
};

/** Keys of a screen beside those that every screen has, by where the footer names them. */
export type ScreenKeys = {
	/** Enter. */
	readonly open?: readonly Binding[];
	/** Esc, before it clears filters and marks and goes back. */
	readonly leave?: readonly Binding[];
	/** What changes the view as a whole. */
	readonly view?: readonly Binding[];
	/** Movement beside up and down. */
	readonly move?: readonly Binding[];
	/** Order, sides, scales. */
	readonly look?: readonly Binding[];
};

/** Work that a screen needs done while it is open: reading, asking servers. */
export type ScreenLoader = {
	/** Called after each change of the state. */
	readonly look: () => void;
	readonly stop: () => Promise<void>;
};

/** How metrics are asked for, as the command line says. */
export type MetricsOptions = {
	/** Those of the catalogue, then those of the user's configuration. */
	readonly metrics: readonly Metric[];
	/** What is wrong with the user's configuration, a line each. */
	readonly problems: readonly string[];
	/** `auto`, the name of an engine, or the address of a server. */
	readonly engineName: string;
	/** Chooses the engine; where it needs to be InfluxDB, `auto` passes over the embedded one. */
	readonly chooseEngine: (needsInfluxdb?: boolean) => Promise<Engine>;
	/** The bucket to begin with, where one was given. */
	readonly everySeconds: number | undefined;
	readonly database: string | undefined;
	readonly maxUnpacked: number | undefined;
	readonly cache: boolean;
	/** Where the campaign comes from. */
	readonly source?: Source;
};

/** What loaders work with. */
export type LoaderContext = {readonly store: Store<State>; readonly metrics: MetricsOptions};

/** Everything that the program knows of a screen: tabs, help, footer, palette, movement and exports are made from it. */
export type Screen = {
	/** Also a part of the names of exported files. */
	readonly id: string;
	readonly title: string;
	readonly help: string;
	readonly View: ComponentType<ViewProps>;
	readonly keys: ScreenKeys;
	/** The rows that up and down move through; the iterations where it is absent. */
	readonly list?: (state: State) => ListModel<never>;
	/** The iterations that left and right go to; all that are shown where it is absent. */
	readonly siblings?: (state: State) => ListModel<never>;
	/** The list that `/` narrows and `s` sorts; the iterations where it is absent. */
	readonly filtered?: ListModel<never>;
	/** What else changes when its rows are sorted by a column. */
	readonly afterSort?: (column: string) => Change;
	/** What of the list is in sight. */
	readonly window?: (state: State) => WindowSpec | undefined;
	/** The names of the columns that it shows, where these may be figures of metrics: those are loaded for it. */
	readonly columns?: (state: State) => readonly string[];
	/** The index of the iteration that the cursor is about; the selected one where it is absent. */
	readonly iteration?: (state: State) => number | undefined;
	/** What is shown, for a file or the clipboard; undefined where there is nothing yet. */
	readonly report: (state: State) => Report | undefined;
	/** Whether the report is about the selected iteration alone: its file is named after it. */
	readonly isOfIteration?: (state: State) => boolean;
	/** How the numbers come about. */
	readonly formulas: (state: State) => readonly string[];
	/** By what rules it judges, for the help. */
	readonly rules?: readonly string[];
	/** Why there is nothing to see, and what to do about it; undefined where there is something. */
	readonly empty: (state: State) => readonly string[] | undefined;
	/** What the campaign is about, in the line between the tabs and the screen. */
	readonly subtitle?: (state: State) => string;
	/** Where the cursor is, for the header. */
	readonly position?: (state: State) => string;
	/** A count beside the title in the tabs; 0 is not shown. */
	readonly badge?: (state: State) => number;
	readonly pickers?: Readonly<Record<string, Picker>>;
	/** What can be on top of this screen alone, by its name. */
	readonly overlays?: Readonly<Record<string, Overlay>>;
	/** Keys of the text that `i` shows of this screen, before its own. */
	readonly inspectKeys?: readonly Binding[];
	/** What the palette finds beside the keys. */
	readonly palette?: (state: State) => ReadonlyArray<PickerItem & {readonly run: Change}>;
	readonly createLoader?: (context: LoaderContext) => ScreenLoader;
};

/** A text that is being typed in the footer. */
export type Field = {
	readonly edit: (edit: (text: string) => string) => Change;
	readonly prompt: string;
	readonly text: (state: State) => string;
	/** The part of the text behind the cursor, where that can be moved. */
	readonly rest?: (state: State) => string;
	/** What stands behind the text. */
	readonly note?: (state: State, look: Look) => string;
};

/** What is on top of a screen and takes the keys. */
export type Overlay = {
	readonly keys: readonly Binding[];
	/** Keys that go before these, by what is shown. */
	readonly keysOfContent?: (state: State) => readonly Binding[];
	/** What is drawn in place of the screen; the screen itself where it is absent. */
	readonly View?: ComponentType<ViewProps>;
	readonly window?: (state: State) => WindowSpec | undefined;
	readonly field?: Field;
	/** What `y` copies; what the screen below shows where it is absent. */
	readonly copied?: (state: State) => {readonly text: string; readonly amount: string} | undefined;
	/** Whether no campaign is in view: the header says nothing of one. */
	readonly hidesCampaign?: boolean;
};
