import type {ColumnId} from '../../campaign/columns.js';
import type {Iteration, SideName} from '../../campaign/iteration.js';
import type {Progress} from '../../campaign/load.js';

export type ScreenId = 'iterations' | 'table' | 'latency';

/** What is on top of the screen and takes the keys. */
export type Mode = 'choose' | 'browse' | 'filter' | 'sort' | 'help';

export type Sort = {readonly column: ColumnId; readonly descending: boolean};

export type Message = {readonly kind: 'info' | 'error'; readonly text: string};

/** The filter as typed, and whether it can be understood; while it cannot, all iterations stay. */
export type Filter = {readonly text: string; readonly matches: (iteration: Iteration) => boolean; readonly mistake: string | undefined};

export type State = {
	readonly campaign: string;
	readonly folder: string;
	readonly size: {readonly columns: number; readonly rows: number};
	readonly screen: ScreenId;
	readonly mode: Mode;
	/** Names of the campaigns below the folder that was given; empty where it is a campaign itself. */
	readonly choices: readonly string[];
	readonly choice: number;
	/** How many iterations params.json names. */
	readonly expected: number;
	/** In the order of params.json; grows while the campaign loads. */
	readonly iterations: readonly Iteration[];
	readonly loading: boolean;
	readonly progress: Progress | undefined;
	/** Parameters that this campaign has, for the filter. */
	readonly parameterNames: readonly string[];
	/** `index` of the selected iteration: a place in params.json, so that sorting and filtering leave it alone. */
	readonly selected: number;
	readonly filter: Filter | undefined;
	/** The filter before typing began: Esc brings it back. */
	readonly filterBefore: Filter | undefined;
	readonly sort: Sort | undefined;
	/** Place in the list of columns while `mode` is sort. */
	readonly sortCursor: number;
	/** First scrolled column of the table, after the frozen one. */
	readonly firstColumn: number;
	readonly side: SideName | 'auto';
	readonly logCounts: boolean;
	readonly helpTop: number;
	readonly message: Message | undefined;
};

/** The state before anything is loaded; with `choices` it begins with choosing a campaign. */
export const initialState = (size: State['size'], choices: readonly string[] = []): State => ({
	campaign: '',
	folder: '',
	size,
	choices,
	choice: 0,
	screen: 'iterations',
	mode: choices.length > 0 ? 'choose' : 'browse',
	expected: 0,
	iterations: [],
	loading: choices.length === 0,
	progress: undefined,
	parameterNames: [],
	selected: 1,
	filter: undefined,
	filterBefore: undefined,
	sort: undefined,
	sortCursor: 0,
	firstColumn: 0,
	side: 'auto',
	logCounts: false,
	helpTop: 0,
	message: undefined,
});
