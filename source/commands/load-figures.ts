import type {Campaign} from '../campaign/files/parameters.js';
import type {LoadedIteration} from '../campaign/model/iteration.js';
import {withMetrics, type CampaignColumns} from '../campaign/query/campaign-columns.js';
import type {Column} from '../campaign/query/column.js';
import type {Metric} from '../metrics/metric.js';
import {
	byEngine, figureSeconds, mergeFigures, knownFigures, metricColumns, type KnownFigures,
} from '../metrics/metric-columns.js';
import {reapLeftovers} from '../metrics/lifetime/reap-leftovers.js';
import {endProcess} from '../system/end-process.js';
import type {Invocation} from './command.js';
import {gatherAll, metricsProblem, type Gathered} from './gather-metrics.js';
import {metricsOptions} from './metrics-options.js';
import {untilSignal} from './on-signals.js';
import {note} from './print.js';

/** The columns available to a command, and a function that loads the values of figures of metrics. */
export type CommandColumns = {
	readonly own: CampaignColumns;
	/** Loads the missing values of these columns for these iterations. */
	readonly load: (columns: readonly Column[], iterations: readonly LoadedIteration[]) => Promise<void>;
};

/** Adds the figures of all metrics to the columns; their values must be loaded. Throws a usage error for invalid flags. */
export async function columnsWithMetrics(own: CampaignColumns, {folder}: Campaign, invocation: Invocation): Promise<CommandColumns> {
	const options = await metricsOptions(invocation, {everySeconds: figureSeconds});
	const known = new Map<LoadedIteration, KnownFigures>();
	const reported = new Set<string>();
	const printNotes = (lines: readonly string[]) => {
		for (const line of lines.filter(line => !reported.has(line))) {
			reported.add(line);
			note(invocation, line);
		}
	};

	printNotes(options.problems);
	return {
		own: withMetrics(own, metricColumns(options.metrics, {known: iteration => known.get(iteration), everySeconds: options.everySeconds})),
		async load(columns, iterations) {
			const names = new Set(columns.flatMap(({metric}) => metric ?? []));
			const isKnown = ({name}: Metric, iteration: LoadedIteration) => known.get(iteration)?.figures.has(name) === true;
			const metrics = options.metrics.filter(metric => names.has(metric.name) && !iterations.every(iteration => isKnown(metric, iteration)));
			if (metrics.length === 0) {
				return;
			}

			for (const group of byEngine(metrics)) {
				await reapLeftovers();
				const gathered = await untilSignal<readonly Gathered[]>(async signal => gatherAll(iterations, {
					...options, ...group, time: 'load', campaignFolder: folder, source: invocation.source, cache: invocation.flags.cache !== false, signal,
				}), async status => {
					await endProcess(status);
					return [];
				});
				for (const {iteration, outcomes, reason} of gathered) {
					known.set(iteration, mergeFigures(known.get(iteration), knownFigures(group.metrics, outcomes, reason)));
				}

				printNotes(metricsProblem(gathered));
			}
		},
	};
}
