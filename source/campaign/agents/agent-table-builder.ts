import {
	countsPerDecade, maxDecades, scalarNames, type AgentReceiver, type AgentResult, type ScalarName,
} from '../logs/agent-result.js';
import {standardDeviation} from '../model/aggregate.js';
import type {Bin} from '../model/distribution.js';
import {createEstimator} from '../model/percentiles.js';
import {kindsOf} from '../model/error-kinds.js';
import type {ErrorKind} from '../model/iteration.js';
import {parseAgentNames} from './agent-names.js';
import {allocateColumns, type AgentTable} from './agent-table.js';
import {SparseRowsBuilder, type SparseRows} from './sparse-rows.js';

/** Builds the columnar table of a side's agents while they are read one by one. */
export class AgentTableBuilder implements AgentReceiver {
	/** The earliest start (Unix seconds); NaN if none is known. */
	earliest = Number.NaN;
	private readonly agentNames: string[] = [];
	private readonly shards: number[] = [];
	/** The numbers of all agents, row by row. */
	private readonly scalars: number[] = [];
	private readonly bins = new SparseRowsBuilder();
	private readonly errors = new Map<number, AgentResult['errors']>();
	/** The counts of the current agent. */
	private readonly counts = new Float64Array(maxDecades * countsPerDecade);
	/** Index after the last count set. */
	private countsEnd = 0;

	/** Starts the next agent, from the log of that number. */
	beginAgent(name: string, shard: number): void {
		this.endAgent();
		this.agentNames.push(name);
		this.shards.push(shard);
	}

	addScalars(values: Float64Array, positions: Int32Array): void {
		for (const position of positions) {
			const value = values[position] ?? Number.NaN;
			this.scalars.push(Number.isFinite(value) ? value : Number.NaN);
		}

		const start = timeOrNaN(this.scalar(this.agentNames.length - 1, 'start'));
		this.earliest = start < this.earliest || Number.isNaN(this.earliest) ? start : this.earliest;
	}

	addCounts(decade: number, values: Float64Array, first: number): void {
		const {counts} = this;
		const start = decade * countsPerDecade;
		for (let index = 0; index < countsPerDecade; index++) {
			counts[start + index] = counts[start + index]! + values[first + index]!;
		}

		this.countsEnd = Math.max(this.countsEnd, start + countsPerDecade);
	}

	addErrors(errors: AgentResult['errors']): void {
		if (errors.length > 0) {
			this.errors.set(this.agentNames.length - 1, errors);
		}
	}

	/** The finished table; start offsets are relative to `earliest`. */
	build(earliest: number): AgentTable {
		this.endAgent();
		const {agentNames: names} = this;
		const rows = names.length;
		const columns = allocateColumns(rows);
		const bins = this.bins.build();
		const errorKinds = new Map<number, readonly ErrorKind[]>();
		for (const [row, errors] of this.errors) {
			errorKinds.set(row, kindsOf(new Map(errors)));
			columns.errors[row] = errors.reduce((sum, [, count]) => sum + count, 0);
		}

		columns.shard.set(this.shards);
		columns.agents.fill(1);
		columns.fairness.fill(Number.NaN);
		for (let row = 0; row < rows; row++) {
			this.setCounts(row, columns, earliest);
			this.setLatency(row, columns);
			setPercentiles(row, columns, bins);
		}

		return {
			by: 'agent', rows, names, parts: parseAgentNames(names), columns, bins, errorKinds,
		};
	}

	private endAgent(): void {
		const {counts, countsEnd} = this;
		if (this.agentNames.length === 0) {
			return;
		}

		for (let position = 0; position < countsEnd; position++) {
			this.bins.add(position, counts[position]!);
		}

		this.bins.endRow();
		counts.fill(0, 0, countsEnd);
		this.countsEnd = 0;
	}

	private scalar(row: number, name: ScalarName): number {
		return this.scalars[row * scalarNames.length + indexes[name]] ?? Number.NaN;
	}

	private setCounts(row: number, columns: AgentTable['columns'], earliest: number): void {
		const [start, stop] = [timeOrNaN(this.scalar(row, 'start')), timeOrNaN(this.scalar(row, 'stop'))];
		const [ok, failed] = [this.scalar(row, 'ok'), this.scalar(row, 'failed')];
		const duration = stop - start;
		columns.ok[row] = ok;
		columns.failed[row] = failed;
		columns.rate[row] = duration > 0 ? (ok + failed) / duration : Number.NaN;
		columns.start_offset[row] = start - earliest;
		columns.duration[row] = duration;
	}

	// An agent without samples has no mean; 0 would make it the fastest.
	private setLatency(row: number, columns: AgentTable['columns']): void {
		const [total, count, sumOfSquares] = [this.scalar(row, 'total'), this.scalar(row, 'count'), this.scalar(row, 'sumOfSquares')];
		columns.latency_mean[row] = count > 0 ? total / count : Number.NaN;
		columns.latency_stdev[row] = count > 0 ? standardDeviation({count, total, sumOfSquares}) : Number.NaN;
		columns.latency_min[row] = this.scalar(row, 'min');
		columns.latency_max[row] = this.scalar(row, 'max');
	}
}

const indexes = Object.fromEntries(scalarNames.map((name, index) => [name, index])) as Readonly<Record<ScalarName, number>>;

// The notebook treats a time of 0 as missing.
const timeOrNaN = (time: number): number => time || Number.NaN;

const nullIfNaN = (value: number): number | null => Number.isNaN(value) ? null : value;

function setPercentiles(row: number, columns: AgentTable['columns'], bins: SparseRows): void {
	// Without the sums: there may be 100,000 agents, and fitting to sums takes ten times as long as everything else.
	const estimator = createEstimator({
		min: nullIfNaN(columns.latency_min[row]!),
		max: nullIfNaN(columns.latency_max[row]!),
		bins: filledBinsOf(bins, row),
		total: Number.NaN,
		sumOfSquares: Number.NaN,
	});
	for (const percent of [50, 95, 99] as const) {
		columns[`latency_p${percent}`][row] = estimator.percentile(percent)?.value ?? Number.NaN;
	}
}

// Like `binsOf`, but without empty bins, which percentiles do not need: several times as fast.
function filledBinsOf({starts, positions, counts}: SparseRows, row: number): readonly Bin[] {
	const bins: Bin[] = [];
	for (let at = starts[row]!; at < starts[row + 1]!; at++) {
		const [position, count] = [positions[at]!, counts[at]!];
		const [decade, index] = [Math.floor(position / countsPerDecade), position % countsPerDecade];
		const unit = 10 ** decade;
		const last = bins.at(-1);
		if (count > 0 && index === 0 && decade > 0 && last?.to === unit) {
			bins[bins.length - 1] = {...last, count: last.count + count};
		} else if (count > 0) {
			bins.push(index === 0 && decade > 0 ? {from: 9 * (unit / 10), to: unit, count} : {from: index * unit, to: (index + 1) * unit, count});
		}
	}

	return bins;
}
