import {stringify} from 'lossless-json';
import {groupBy} from '../../system/lists.js';
import {memoizeEach} from '../../system/memoize.js';
import type {Entry} from '../model/iteration.js';
import {conversion, quantityFrom} from '../model/quantity.js';
import type {Column} from './column.js';

/** Units of parameters that ombt-orchestrator writes as plain numbers. */
const knownUnits: Readonly<Record<string, string>> = {
	pause: 's', timeout: 's', length: 'B', loss: '%',
};

/** A parameter as a column; skipped iterations have a value too. */
export type ParameterColumn = Column & {
	readonly parameter: NonNullable<Column['parameter']>;
	/** Whether it was swept at equal load, rather than having an occasional different value: worth comparing iterations by. */
	readonly isSwept: boolean;
};

/**
 * A key of params.json as a column. Numeric if all values are numbers or null: plain ones, or with compatible units (`10ms`, `1s`), converted to
 * the smallest of these. Otherwise text, with nested values as JSON. A missing value is null.
 */
export function parameterColumn(name: string, entries: ReadonlyArray<Pick<Entry, 'parameters'>>): ParameterColumn {
	const values = new Set(entries.flatMap(({parameters}) => parameters[name] ?? []));
	const scale = scaleOf(name, values);
	const read = (written: unknown): number | string | null => {
		if (written === null || written === undefined) {
			return null;
		}

		return scale ? scale.toNumber(written) : (typeof written === 'string' ? written : stringify(written) ?? null);
	};

	const parameter: ParameterColumn['parameter'] = ({parameters}) => read(Object.hasOwn(parameters, name) ? parameters[name] : null);
	return {
		id: name,
		title: name.replace(/^nbr_(?=.)/v, ''),
		unit: scale?.unit,
		kind: scale ? 'number' : 'text',
		help: `parameter of the campaign, as params.json has it${scale?.unit === undefined ? '' : `, in ${scale.unit}`}`,
		isSwept: isSwept(name, entries),
		...scale && {toNumber: scale.toNumber},
		parameter,
		value: parameter,
	};
}

/** From this fraction of the iterations on a value is the usual one, and others are exceptions. */
const usualShare = 0.75;

function isSwept(name: string, entries: ReadonlyArray<Pick<Entry, 'parameters'>>): boolean {
	const values = entries.map(({parameters}) => stringify(parameters[name] ?? null));
	const counts = [...groupBy(values, value => value).values()].map(({length}) => length);
	if (counts.length === 1 || counts.some(count => count >= usualShare * entries.length)) {
		return false;
	}

	const byLoad = groupBy(entries.keys(), position => loadOf(entries[position]!));
	return [...byLoad.values()].some(positions => positions.some(position => values[position] !== values[positions[0]!]));
}

/** Parameters that define the load; others, such as calls and pauses, are chosen to fit the number of clients. */
const loadNames = ['driver', 'call_type', 'nbr_clients', 'nbr_servers', 'nbr_topics'] as const;
const loadOf = memoizeEach(({parameters}: Pick<Entry, 'parameters'>): string => stringify(loadNames.map(name => parameters[name] ?? null)) ?? '');

type Scale = {readonly unit: string | undefined; readonly toNumber: (written: unknown) => number};

/** How to read the values of a parameter in a common unit; undefined if some are not numbers, or their units are incompatible. */
function scaleOf(name: string, values: ReadonlySet<unknown>): Scale | undefined {
	const quantities = [...values].map(value => quantityFrom(value));
	const known = quantities.filter(quantity => quantity !== undefined);
	if (known.length === 0 || known.length < quantities.length) {
		return undefined;
	}

	const units = known.flatMap(({unit}) => unit ?? []);
	const [first] = units;
	if (first === undefined) {
		return {unit: Object.hasOwn(knownUnits, name) ? knownUnits[name] : undefined, toNumber: numberIn(undefined)};
	}

	const unit = units.reduce((smallest, other) => (conversion(other, smallest) ?? 1) < 1 ? other : smallest, first);
	// A plain number among those with a unit could be in any unit, except 0.
	const isOfKind = known.every(quantity => quantity.unit === undefined ? quantity.number === 0 : conversion(quantity.unit, unit) !== undefined);
	return isOfKind ? {unit, toNumber: numberIn(unit)} : undefined;
}

/** Reads a value or typed text as a number in a unit; plain numbers are returned as they are; NaN if it is not a number. */
const numberIn = (unit: string | undefined) => (written: unknown): number => {
	const quantity = quantityFrom(written);
	const factor = quantity?.unit === undefined || unit === undefined ? 1 : conversion(quantity.unit, unit);
	// Rounded to the digits a double guarantees: 0.3 s are 300 ms.
	return quantity && factor !== undefined ? (factor === 1 ? quantity.number : Number((quantity.number * factor).toPrecision(15))) : Number.NaN;
};
