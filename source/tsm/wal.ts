import type {ValueType} from './block.js';
import {fieldName} from './field-selection.js';
import {fieldOf} from './series-key.js';
import {allTimes, type TimeRange} from './time-ranges.js';
import {WalColumn} from './wal-column.js';
import type {LogSegment} from './wal-segment.js';

/** The keys that the segments of a log leave, sorted by name, with their types. */
export function keysIn(segments: readonly LogSegment[]): ReadonlyMap<string, ValueType> {
	const types = new Map<string, ValueType>();
	for (const {steps} of segments) {
		for (const [key, held] of steps) {
			for (const step of held) {
				if (!('deleted' in step)) {
					types.set(key, types.get(key) ?? step.type);
				} else if (isOfAllTimes(step.deleted)) {
					types.delete(key);
				}
			}
		}

		steps.clear();
	}

	return types;
}

const isOfAllTimes = ({min, max}: TimeRange): boolean => min === allTimes.min && max === allTimes.max;

/** Data not yet in a .tsm file, by key (one character per byte). For strings only the times are known. */
export class WriteAheadLog {
	private readonly columns = new Map<string, WalColumn>();
	private readonly columnsOfFields = new Map<string, Map<string, WalColumn>>();

	/** Combines segments in the order of their names; their data is moved out of them. */
	constructor(segments: readonly LogSegment[] = []) {
		for (const {steps} of segments) {
			for (const [key, held] of steps) {
				for (const step of held) {
					if ('deleted' in step) {
						this.delete(key, step.deleted);
					} else {
						this.write(key, step.type, step.records.all());
					}
				}
			}

			steps.clear();
		}
	}

	/** The columns of a measurement's field, with their keys. */
	columnsOf(measurement: string, field: string): ReadonlyArray<readonly [key: string, column: WalColumn]> {
		return [...this.columnsOfFields.get(fieldName({measurement, field})) ?? []];
	}

	private write(key: string, type: ValueType, records: Uint8Array): void {
		const column = this.columns.get(key);
		if (column === undefined) {
			this.add(key, new WalColumn(type)).write(records);
		} else if (column.type === type) {
			column.write(records);
		}
	}

	private delete(key: string, range: TimeRange): void {
		// After a measurement was dropped, new data may have another type.
		if (isOfAllTimes(range)) {
			this.columns.delete(key);
			this.columnsOfFields.get(fieldName(fieldOf(key)))?.delete(key);
		} else {
			this.columns.get(key)?.delete(range);
		}
	}

	private add(key: string, column: WalColumn): WalColumn {
		this.columns.set(key, column);
		const name = fieldName(fieldOf(key));
		const neighbours = this.columnsOfFields.get(name) ?? new Map<string, WalColumn>();
		this.columnsOfFields.set(name, neighbours.set(key, column));
		return column;
	}
}
