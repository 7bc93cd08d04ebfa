import {
	primarySide, type LoadedIteration, type SideName,
} from '../model/iteration.js';
import type {Column} from './column.js';

const figures = {
	mean: 'total / count',
	stdev: 'sqrt(sum of squares / count - mean²)',
	min: 'least over all agents',
	max: 'greatest over all agents',
} as const;
type Figure = keyof typeof figures;

export type FigureColumnId = `latency_${Figure}` | `${'client' | 'server'}_latency_${'min' | 'max'}` | 'index' | 'backup_dir' | 'primary_rate' | `fairness_${SideName}`;
type FigureColumn = Column & {readonly id: FigureColumnId};

/** A figure of the latency of a side, by default the primary one; null without samples. */
function latencyColumn(id: FigureColumnId, figure: Figure, side?: SideName): FigureColumn {
	const whose = side ?? 'primary side';
	const latencyOf = (iteration: LoadedIteration) => iteration[side ?? primarySide(iteration)].latency;
	return {
		id,
		title: `${side === undefined ? '' : `${side.slice(0, -1)} `}${figure === 'stdev' ? 'σ' : figure}`,
		unit: 'ms',
		kind: 'number',
		help: `latency of the ${whose}: ${figures[figure]}`,
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

const fairnessColumn = (side: SideName): FigureColumn => ({
	id: `fairness_${side}`,
	title: `${side.slice(0, -1)} fairness`,
	unit: undefined,
	kind: 'number',
	help: `Jain's index of the messages that went well over the ${side}, (Σok)² / (n·Σok²): 1 where all have the same, 1/n where one has all`,
	side,
	better: 'higher',
	value: iteration => iteration[side].fairness,
});

/** What identifies an iteration, and figures that the notebook lacks. */
export const figureColumns: readonly FigureColumn[] = [
	{
		id: 'index', title: '#', unit: undefined, kind: 'number', help: 'place in params.json, from 1', value: iteration => iteration.index,
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
