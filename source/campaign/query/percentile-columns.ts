import {
	primarySide, type LoadedIteration, type SideName,
} from '../model/iteration.js';
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
