import type {Agents} from '../../campaign/agents/agent-table.js';
import type {AgentRow} from '../../campaign/agents/filter-agents.js';
import type {AgentSorting} from '../../campaign/agents/sort-agents.js';
import type {ColumnId} from '../../campaign/query/columns.js';
import type {Iteration, SideName} from '../../campaign/model/iteration.js';
import type {Progress} from '../../campaign/files/load.js';
import type {FoundCampaign} from '../../campaign/files/parameters.js';
import type {MetricOutcome, MetricsProgress} from '../../metrics/load-metrics.js';
import type {Effect} from './effect.js';

export type ScreenId = 'iterations' | 'table' | 'latency' | 'trends' | 'metrics' | 'agents' | 'problems';

/** How the latency screen shows it. */
export type LatencyView = 'distribution' | 'compare' | 'boxes' | 'heatmap' | 'multiples';

/** What is compared: samples of each bin, their share of the own n, or the share of all below. */
export type CompareMeasure = 'counts' | 'share' | 'cumulative';

/** What is on top of the screen and takes the keys. */
export type Mode = 'choose' | 'browse' | 'filter' | 'pick' | 'export' | 'read' | 'help' | 'search';

type Sort = {readonly column: ColumnId; readonly descending: boolean};

/** A line above the footer: an info disappears by itself, an error stays until it is dismissed. */
export type Message = {readonly kind: 'info' | 'error'; readonly text: string};

/** A filter as typed, and whether it can be understood; while it cannot, all rows stay. */
export type Filter<Row = Iteration> = {readonly text: string; readonly matches: (row: Row) => boolean; readonly mistake: string | undefined};

/** The agents of one iteration: which (its `index`), what was read of them (undefined: not yet), and how they are looked at. */
type AgentsView = {
	readonly index: number | undefined;
	readonly loaded: Agents | undefined;
	readonly cursor: number;
	readonly sort: AgentSorting | undefined;
	readonly filter: Filter<AgentRow> | undefined;
	readonly filterBefore: Filter<AgentRow> | undefined;
	/** All of them, the one under the cursor by itself, or how many have how much of what orders them. */
	readonly view: 'list' | 'one' | 'histogram';
};

/** What came of asking for the metrics of an iteration. */
export type IterationMetrics = {
	/** Whose they are: another object of the same iteration is asked anew. */
	readonly iteration: Iteration;
	/** By the names of the metrics. */
	readonly outcomes: ReadonlyMap<string, MetricOutcome>;
	/** While it is under way: how far, and for how many seconds it goes on. */
	readonly progress: {readonly stage: MetricsProgress | undefined; readonly seconds: number} | undefined;
	/** Why there are none, or no more. */
	readonly failure: string | undefined;
};

/** The metrics: which is looked at, how, and what is known of each iteration (by its `index`). */
export type MetricsView = {
	/** Undefined until it is moved: then it is on the first metric that has data. */
	readonly cursor: number | undefined;
	/** The first chart in sight. */
	readonly top: number;
	/** Whether all iterations of a driver and call type are drawn over each other. */
	readonly isOverlaid: boolean;
	readonly known: ReadonlyMap<number, IterationMetrics>;
};

/** A list to choose from, narrowed by what is typed; `id` names a row of the pickers. Without a cursor it is on what holds now. */
type Picking = {readonly id: string; readonly query: string; readonly cursor: number | undefined};

/** The help: what is searched in it, the first line in sight, and the mode that it was asked for in. */
type HelpView = {readonly query: string; readonly top: number; readonly from: Mode};

/** The name of a file to write to; `replaces` is the name of one that is there and may be replaced. */
type Exporting = {readonly file: string; readonly replaces: string | undefined};

/** A text to read, wrapped where it is shown: not clean. */
export type Reading = {readonly title: string; readonly lines: readonly string[]; readonly top: number};

/** All that the picture depends on. Changes are pure functions of it (see `Change`). */
export type State = {
	readonly campaign: string;
	readonly folder: string;
	readonly size: {readonly columns: number; readonly rows: number};
	readonly screen: ScreenId;
	readonly mode: Mode;
	/** The campaigns below the folder that was given; empty where it is a campaign itself. */
	readonly choices: readonly FoundCampaign[];
	readonly choice: number;
	/** How many iterations params.json names. */
	readonly expected: number;
	/** In the order of params.json; grows while the campaign loads. */
	readonly iterations: readonly Iteration[];
	readonly loading: boolean;
	/** How far reading is, and for how many seconds it goes on. */
	readonly progress: (Progress & {readonly seconds: number}) | undefined;
	/** Parameters that this campaign has, for the filter. */
	readonly parameterNames: readonly string[];
	/** `index` of the selected iteration: a place in params.json, so that sorting and filtering leave it alone. */
	readonly selected: number;
	/** `index` of each marked iteration, whether it is shown or not. */
	readonly marked: ReadonlySet<number>;
	readonly filter: Filter | undefined;
	/** The filter before typing began: Esc brings it back. */
	readonly filterBefore: Filter | undefined;
	readonly sort: Sort | undefined;
	/** Whether iterations stand together by driver and call type, rather than in the order of the run. */
	readonly grouped: boolean;
	/** First scrolled column of the table, after the frozen one: a place among those that are not hidden. */
	readonly firstColumn: number;
	/** Columns that the table leaves out; one at least stays. */
	readonly hiddenColumns: ReadonlySet<ColumnId>;
	/** Lines of the detail that are scrolled away. */
	readonly detailTop: number;
	readonly side: SideName | 'auto';
	readonly logCounts: boolean;
	readonly agents: AgentsView;
	readonly problemCursor: number;
	readonly latencyView: LatencyView;
	/** What orders the boxes and the rows of the heatmap. */
	readonly latencyX: 'index' | 'clients';
	readonly compareMeasure: CompareMeasure;
	/** The column of the trends; undefined for the mean latency of the primary side. */
	readonly trendMetric: ColumnId | undefined;
	readonly trendX: 'clients' | 'servers' | 'index';
	readonly trendLog: boolean;
	/** The call type of the trends; undefined for that of the selected iteration. */
	readonly trendCallType: string | null | undefined;
	readonly metrics: MetricsView;
	readonly picking: Picking;
	/** What was chosen in the palette, the latest first. */
	readonly recent: readonly string[];
	readonly exporting: Exporting;
	readonly reading: Reading;
	readonly help: HelpView;
	readonly messages: readonly Message[];
	/** What is to be done beside changing this state; see `Effect`. */
	readonly pendingEffect: Effect | undefined;
};

/** A change of state: pure, so that a test needs no terminal. */
export type Change = (state: State) => State;

/** The state before anything is loaded; with `choices` it begins with choosing a campaign. */
export const initialState = (size: State['size'], choices: readonly FoundCampaign[] = []): State => ({
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
	marked: new Set(),
	filter: undefined,
	filterBefore: undefined,
	sort: undefined,
	grouped: false,
	firstColumn: 0,
	hiddenColumns: new Set(),
	detailTop: 0,
	side: 'auto',
	logCounts: false,
	agents: {
		index: undefined, loaded: undefined, cursor: 0, sort: undefined, filter: undefined, filterBefore: undefined, view: 'list',
	},
	problemCursor: 0,
	latencyView: 'distribution',
	latencyX: 'index',
	compareMeasure: 'share',
	trendMetric: undefined,
	trendX: 'clients',
	trendLog: false,
	trendCallType: undefined,
	metrics: {
		cursor: undefined, top: 0, isOverlaid: false, known: new Map(),
	},
	picking: {id: '', query: '', cursor: 0},
	recent: [],
	exporting: {file: '', replaces: undefined},
	reading: {title: '', lines: [], top: 0},
	help: {query: '', top: 0, from: 'browse'},
	messages: [],
	pendingEffect: undefined,
});
