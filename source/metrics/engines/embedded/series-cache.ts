import {DecodeBudget} from '../../../tsm/decode-budget.js';
import type {ReportDamage} from '../../../tsm/damage.js';
import {fieldName, FieldSelection, type Field} from '../../../tsm/field-selection.js';
import type {Shard} from '../../../tsm/shard.js';
import type {Metric} from '../../metric.js';
import {tagsIn} from '../../query/query.js';
import type {BufferedFiles} from './buffered-files.js';
import type {FileReader} from './read-archive.js';
import {ShardFiles, type ShardPath} from './shard-files.js';

/** Passes all files of an archive to a reader; the budget is given its size. */
export type Pass = (reader: FileReader, budget: DecodeBudget) => Promise<void>;

/** The fields that a metric needs: those in conditions must turn out not to be fields. */
export const fieldsOf = (metric: Metric): readonly Field[] => 'field' in metric
	? [metric.field, ...tagsIn(metric.condition)].map(field => ({measurement: metric.measurement, field}))
	: [];

/**
 * Caches what was read from an archive. One pass reads all fields known to be needed, another pass the fields requested later: a pass over a large archive
 * takes a second, while keeping its contents would take a gigabyte of memory.
 */
export class SeriesCache {
	private readonly byField = new Map<string, ShardFiles>();
	private readonly pass: Pass;
	private readonly buffers: BufferedFiles;
	private readonly report: ReportDamage;
	private last: Promise<unknown> = Promise.resolve();

	constructor(pass: Pass, {buffers, report}: {readonly buffers: BufferedFiles; readonly report: ReportDamage}) {
		this.pass = pass;
		this.buffers = buffers;
		this.report = report;
	}

	/** Reads those of the fields that have not been read yet. */
	async prepare(fields: Iterable<Field>): Promise<void> {
		const all = [...fields];
		if (all.some(field => !this.has(field))) {
			await this.inTurn(async () => this.read(all.filter(field => !this.has(field))));
		}
	}

	/** The data of a field in a shard. */
	async shard(path: ShardPath, field: Field): Promise<Shard> {
		await this.prepare([field]);
		return this.byField.get(fieldName(field))!.shard(path);
	}

	/** Runs other work that needs a pass, once no other pass is running. */
	async inTurn<Result>(work: (pass: Pass) => Promise<Result>): Promise<Result> {
		const result = this.last.then(async () => work(this.pass));
		this.last = result.catch(() => undefined);
		return result;
	}

	/** Resolves when no pass is running. */
	async settled(): Promise<void> {
		await this.last;
	}

	private has(field: Field): boolean {
		return this.byField.has(fieldName(field));
	}

	private async read(fields: readonly Field[]): Promise<void> {
		if (fields.length === 0) {
			return;
		}

		const budget = new DecodeBudget();
		const {buffers, report} = this;
		const files = new ShardFiles({
			selection: new FieldSelection(fields), buffers, report, budget,
		});
		await this.pass(files, budget);
		for (const field of fields) {
			this.byField.set(fieldName(field), files);
		}
	}
}
