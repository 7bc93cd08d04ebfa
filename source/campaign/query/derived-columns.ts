import {primarySide, type LoadedIteration, type SideName} from '../model/iteration.js';
import {percentileOf} from '../model/percentiles.js';
import type {Column} from './column.js';

/** The percentiles available as columns. */
export const percents = [50, 90, 95, 99, 99.9] as const;
const percentSides = {latency: undefined, client_latency: 'clients', server_latency: 'servers'} as const satisfies Readonly<Record<string, SideName | undefined>>;
export type PercentileColumnId = `${keyof typeof percentSides}_p${(typeof percents)[number]}`;

/** Percentiles are computed from the bins, once per iteration. */
function percentileColumn(name: keyof typeof percentSides, percent: (typeof percents)[number]): Column & {readonly id: PercentileColumnId} {
	const side = percentSides[name];
	const id = `${name}_p${percent}` as const;
	const sideOf = (iteration: LoadedIteration) => side ?? primarySide(iteration);
	const percentile = (iteration: LoadedIteration) => percentileOf(iteration[sideOf(iteration)].latency, percent);
	return {
		id,
		title: `${side === undefined ? '' : `${side.slice(0, -1)} `}p${percent}`,
		unit: 'ms',
		kind: 'number',
		help: `latency below which ${percent}% of the messages of the ${side ?? 'primary side'} are`,
		...side && {side},
		isLatency: true,
		percent,
		better: 'lower',
		percentile,
		value: iteration => percentile(iteration)?.value ?? null,
	};
}

/** Percentiles of the primary side and of each side, for sorting, filtering and plots, in addition to the notebook's columns. */
export const percentileColumns: ReadonlyArray<Column & {readonly id: PercentileColumnId}>
	= (['latency', 'client_latency', 'server_latency'] as const).flatMap(name => percents.map(percent => percentileColumn(name, percent)));

const figures = {
	mean: 'total / count',
	stdev: 'sqrt(sum of squares / count - mean²)',
	min: 'minimum over all agents',
	max: 'maximum over all agents',
} as const;
type Figure = keyof typeof figures;

export type DerivedColumnId = `latency_${Figure}` | `${'client' | 'server'}_latency_${'min' | 'max'}` | 'index' | 'backup_dir' | 'primary_rate' | `fairness_${SideName}`;
type DerivedColumn = Column & {readonly id: DerivedColumnId};

/** A figure of the latency of a side, by default the primary one; null without samples. */
function latencyColumn(id: DerivedColumnId, figure: Figure, side?: SideName): DerivedColumn {
	const sideText = side ?? 'primary side';
	const latencyOf = (iteration: LoadedIteration) => iteration[side ?? primarySide(iteration)].latency;
	return {
		id,
		title: `${side === undefined ? '' : `${side.slice(0, -1)} `}${figure === 'stdev' ? 'σ' : figure}`,
		unit: 'ms',
		kind: 'number',
		help: `latency of the ${sideText}: ${figures[figure]}`,
		...side && {side},
		isLatency: true,
		...figure === 'mean' && {deviation: 'latency_stdev'},
		better: 'lower',
		value(iteration) {
			const latency = latencyOf(iteration);
			return latency.count === 0 ? null : latency[figure];
		},
	};
}

const fairnessColumn = (side: SideName): DerivedColumn => ({
	id: `fairness_${side}`,
	title: `${side.slice(0, -1)} fairness`,
	unit: undefined,
	kind: 'number',
	help: `Jain's fairness index of the successful messages over the ${side}, (Σok)² / (n·Σok²): 1 where all have the same, 1/n where one has all`,
	side,
	better: 'higher',
	value: iteration => iteration[side].fairness,
});

/** What identifies an iteration, and figures that the notebook lacks. */
export const derivedColumns: readonly DerivedColumn[] = [
	{
		id: 'index', title: '#', unit: undefined, kind: 'number', help: 'position in params.json, from 1', value: iteration => iteration.index,
	},
	{
		id: 'backup_dir', title: 'folder', unit: undefined, kind: 'text', help: 'folder of the iteration', value: iteration => iteration.backupDir,
	},
	...(['mean', 'stdev', 'min', 'max'] as const).map(figure => latencyColumn(`latency_${figure}`, figure)),
	latencyColumn('client_latency_min', 'min', 'clients'),
	latencyColumn('client_latency_max', 'max', 'clients'),
	latencyColumn('server_latency_min', 'min', 'servers'),
	latencyColumn('server_latency_max', 'max', 'servers'),
	fairnessColumn('clients'),
	fairnessColumn('servers'),
	{
		id: 'primary_rate',
		title: 'rate',
		unit: 'messages/s',
		kind: 'number',
		help: 'messages per second over all agents of the primary side',
		better: 'higher',
		value: iteration => iteration[primarySide(iteration)].rate,
	},
];
