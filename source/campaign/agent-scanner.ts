import {
	absent, scalarNames, type AgentColumns, type ScalarName,
} from './agents.js';
import {isObject} from './json.js';
import {character, type JsonCursor} from './json-cursor.js';
import {KeyTable, noKey} from './key-table.js';

type Field = {
	readonly key: string;
	/** Where a number goes to; −1 for what is no number. */
	readonly column: number;
	readonly isNullable: boolean;
};

const number = (key: string, name: ScalarName): Field => ({key, column: scalarNames.indexOf(name), isNullable: Number.isNaN(absent[name])});
const object = (key: string): Field => ({key, column: -1, isNullable: false});

/** Every key that ombt writes for an agent, and for its latency. */
const results = levelOf([
	number('start_time', 'start'), number('stop_time', 'stop'), number('msgs_ok', 'ok'), number('msgs_fail', 'failed'), object('latency'), object('errors'),
], 0);
const latency = levelOf([
	number('min', 'min'), number('max', 'max'), number('total', 'total'), number('count', 'count'), number('sum_of_squares', 'sumOfSquares'), object('distribution'),
], 6);
const required = 0b01_1100;
const allFields = 0b1111_1111_1111;
const decadeKeys = new KeyTable(Array.from({length: 16}, (_, decade) => String(decade)));
const countsPerDecade = 10;
const none: ReadonlyArray<[string, number]> = [];

type Level = {readonly keys: KeyTable; readonly fields: readonly Field[]; readonly firstBit: number};

function levelOf(fields: readonly Field[], firstBit: number): Level {
	return {keys: new KeyTable(fields.map(({key}) => key)), fields, firstBit};
}

/** Reads the results of one agent after the other into the columns of a side. */
export class AgentScanner {
	private readonly cursor: JsonCursor;
	private columns: AgentColumns | undefined;
	private row = 0;
	private readonly counts = new Float64Array(decadeKeys.size * countsPerDecade);
	private decades = 0;
	private errors: ReadonlyArray<[string, number]> = [];
	private readonly sums = new Float64Array(decadeKeys.size * countsPerDecade);
	private decadesOfSide = 0;

	constructor(cursor: JsonCursor) {
		this.cursor = cursor;
	}

	/** Begins a line of the log. */
	startSide(columns: AgentColumns): void {
		this.columns = columns;
		this.sums.fill(0);
		this.decadesOfSide = 0;
	}

	/** Adds the distribution of the line's agents; false where a sum is too large to be exact. */
	endSide(): boolean {
		for (let decade = 0; decade < decadeKeys.size; decade++) {
			if (has(this.decadesOfSide, decade)) {
				const sums = [...this.sums.subarray(decade * countsPerDecade, (decade + 1) * countsPerDecade)];
				if (!sums.every(sum => Number.isSafeInteger(sum))) {
					return false;
				}

				this.columns?.addCounts(decade, sums);
			}
		}

		return true;
	}

	/**
	 * Reads `{…}` into the row behind the last one; it counts only once it is accepted. False where it is unusual. One loop
	 * walks both levels of keys: that, rather than a call for each, a compiler makes fast in the few milliseconds it has.
	 */
	scan(): boolean {
		const {cursor} = this;
		this.decades = 0;
		this.errors = none;
		this.row = this.columns?.nextRow() ?? 0;
		let level = results;
		let previous = level.keys.size;
		let seen = 0;
		let isOpen = cursor.take(character.openObject);
		while (isOpen) {
			const key = level.keys.take(cursor, previous);
			const field = key === noKey ? undefined : level.fields[key];
			if (field ? has(seen, level.firstBit + key) : !cursor.takeAsciiString()) {
				return false;
			}

			if (!cursor.take(character.colon)) {
				return false;
			}

			if (field) {
				previous = key;
				seen |= 1 << (level.firstBit + key);
			}

			if (field?.key === 'latency') {
				level = latency;
				previous = level.keys.size;
				if (!cursor.take(character.openObject)) {
					return false;
				}

				continue;
			}

			if (!(field && field.column >= 0 ? this.takeNumber(field) : this.takeOther(field))) {
				return false;
			}

			cursor.skipBlanks();
			if (level === latency && cursor.takeIf(character.closeObject)) {
				level = results;
				previous = 4;
			}

			if (cursor.takeIf(character.closeObject)) {
				isOpen = false;
			} else if (!cursor.take(character.comma)) {
				return false;
			}
		}

		return (seen & required) === required && (seen === allFields || this.fillAbsent(seen));
	}

	/** Adds the agent that was read last. */
	accept(): void {
		const {columns, counts, sums, decades} = this;
		if (!columns) {
			return;
		}

		columns.rows++;
		this.decadesOfSide |= decades;
		for (let decade = 0; decades >> decade > 0; decade++) {
			if (has(decades, decade)) {
				const end = (decade + 1) * countsPerDecade;
				for (let place = end - countsPerDecade; place < end; place++) {
					sums[place] = (sums[place] ?? 0) + (counts[place] ?? 0);
				}
			}
		}

		for (const [text, count] of this.errors) {
			columns.addError(text, count);
		}
	}

	private takeNumber({column, isNullable}: Field): boolean {
		const value = this.cursor.takeNumber();
		const isNumber = Number.isFinite(value);
		this.write(column, value);
		return isNumber || (isNullable && this.cursor.takeNull());
	}

	private takeOther(field: Field | undefined): boolean {
		return field?.key === 'distribution' ? this.takeDistribution() : (field?.key === 'errors' ? this.takeErrors() : this.cursor.takeValue() !== undefined);
	}

	private takeDistribution(): boolean {
		const {cursor} = this;
		if (cursor.takeEmptyObject()) {
			return true;
		}

		if (!cursor.take(character.openObject)) {
			return false;
		}

		let previous = decadeKeys.size;
		do {
			const decade = decadeKeys.take(cursor, previous);
			if (decade === noKey || has(this.decades, decade) || !cursor.take(character.colon) || !cursor.takeCounts(this.counts, decade * countsPerDecade, countsPerDecade)) {
				return false;
			}

			previous = decade;
			this.decades |= 1 << decade;
		} while (cursor.takeIf(character.comma));

		return cursor.takeIf(character.closeObject);
	}

	private takeErrors(): boolean {
		if (this.cursor.takeEmptyObject()) {
			return true;
		}

		const errors = this.cursor.takeValue();
		if (!isObject(errors)) {
			return false;
		}

		const counted: Array<[string, number]> = [];
		for (const [text, count] of Object.entries(errors)) {
			if (typeof count !== 'number' || !Number.isFinite(count)) {
				return false;
			}

			counted.push([text, count]);
		}

		this.errors = counted;
		return true;
	}

	private fillAbsent(seen: number): boolean {
		for (const [place, name] of scalarNames.entries()) {
			const isSeen = [results, latency].some(({fields, firstBit}) => fields.some(({column}, bit) => column === place && has(seen, firstBit + bit)));
			if (!isSeen) {
				this.write(place, absent[name]);
			}
		}

		return true;
	}

	private write(column: number, value: number): void {
		const values = this.columns?.lists[column];
		if (values) {
			values[this.row] = value;
		}
	}
}

const has = (bits: number, place: number): boolean => (bits >> place & 1) === 1;
