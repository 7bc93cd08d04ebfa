import {stringify} from 'lossless-json';
import {groupBy} from '../../system/lists.js';
import {memoizeEach} from '../../system/memoize.js';
import type {Entry} from '../model/iteration.js';
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

	const loadOf = name === 'nbr_topics' ? topicLoadOf : agentLoadOf;
	const byLoad = groupBy(entries.keys(), position => loadOf(entries[position]!));
	return [...byLoad.values()].some(positions => positions.some(position => values[position] !== values[positions[0]!]));
}

const loadBy = (names: readonly string[]) => ({parameters}: Pick<Entry, 'parameters'>): string => stringify(names.map(name => parameters[name] ?? null)) ?? '';
/** Parameters that define the load; others, such as calls and pauses, are chosen to fit the number of clients. */
const agentLoadOf = memoizeEach(loadBy(['driver', 'call_type', 'nbr_clients', 'nbr_servers', 'nbr_topics']));
/** The load of a sweep of topics: agents are started per topic, so their number follows that of topics. */
const topicLoadOf = loadBy(['driver', 'call_type']);

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

/** A number with its unit: `10ms` is 10 ms; undefined unit for a plain number. */
type Quantity = {readonly number: number; readonly unit: string | undefined};

const pattern = /^(?<number>[+\-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+\-]?\d+)?)\s*(?<unit>%|[a-zµμ]{1,6}(?:\/s)?)$/iv;

/**
 * Parses a value of params.json as a quantity: a number, a text that is a number in canonical form (`20`, but neither `1.10` nor `007`, which may
 * be versions or names), or a number with a unit (`10ms`, `0.5%`, `10 gbit`). Undefined for anything else.
 */
function quantityFrom(value: unknown): Quantity | undefined {
	if (typeof value === 'number' || typeof value === 'bigint') {
		return Number.isFinite(Number(value)) ? {number: Number(value), unit: undefined} : undefined;
	}

	if (typeof value !== 'string' || value.length > maxLength) {
		return undefined;
	}

	const text = value.trim();
	if (text !== '' && String(Number(text)) === text && Number.isFinite(Number(text))) {
		return {number: Number(text), unit: undefined};
	}

	const {number, unit} = pattern.exec(text)?.groups ?? {};
	return number !== undefined && Number.isFinite(Number(number)) ? {number: Number(number), unit} : undefined;
}

const maxLength = 40;

/** Units that are multiples of each other; case is ignored. */
const families: ReadonlyArray<Readonly<Record<string, number>>> = [
	{
		ns: 1e-9, us: 1e-6, µs: 1e-6, μs: 1e-6, usec: 1e-6, ms: 1e-3, msec: 1e-3, s: 1, sec: 1, secs: 1, min: 60, h: 3600,
	},
	{
		bit: 1, kbit: 1e3, mbit: 1e6, gbit: 1e9, tbit: 1e12,
	},
	{
		b: 1, kb: 1e3, mb: 1e6, gb: 1e9, kib: 2 ** 10, mib: 2 ** 20, gib: 2 ** 30,
	},
];

/** Conversion factor between two units: 1,000 from `s` to `ms`, 1 for a unit and itself. Undefined if they measure different things, or one is unknown. */
function conversion(from: string, to: string): number | undefined {
	if (from.toLowerCase() === to.toLowerCase()) {
		return 1;
	}

	const [source, target] = [from.toLowerCase(), to.toLowerCase()];
	const family = families.find(units => Object.hasOwn(units, source) && Object.hasOwn(units, target));
	return family && family[source]! / family[target]!;
}
