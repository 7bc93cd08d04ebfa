import type {DistributionRow, Count} from '../model/iteration.js';
import {isObject} from '../../system/json.js';
import {logError} from '../errors.js';

/** The numbers of an agent, in storage order. */
export const scalarNames = ['start', 'stop', 'ok', 'failed', 'min', 'max', 'total', 'count', 'sumOfSquares'] as const;

export type ScalarName = (typeof scalarNames)[number];

/** The numbers of one agent; NaN stands for null, which typed arrays lack. */
export type AgentScalars = Readonly<Record<ScalarName, number>>;

/** Defaults for fields missing in an agent's results: no times, no extremes, zero counts. */
export const absent: AgentScalars = {
	start: Number.NaN, stop: Number.NaN, ok: 0, failed: 0, min: Number.NaN, max: Number.NaN, total: 0, count: 0, sumOfSquares: 0,
};

/** Maximum number of decades in a distribution, and counts per decade. */
export const maxDecades = 16;
export const countsPerDecade = 10;

/** The results of an agent. */
export type AgentResult = {
	readonly scalars: AgentScalars;
	readonly distribution: readonly DistributionRow[];
	readonly errors: ReadonlyArray<readonly [string, number]>;
};

/** Receives the agents of a side while they are read. */
export type AgentReceiver = {
	/** The numbers of the next agent: each of `scalarNames` is in `values` at the index given by `positions`. */
	readonly addScalars: (values: Float64Array, positions: Int32Array) => void;
	/** The ten counts of one decade of its distribution, in `values` from index `first`. */
	readonly addCounts: (decade: number, values: Float64Array, first: number) => void;
	readonly addErrors: (errors: AgentResult['errors']) => void;
};

/** The positions of numbers that are in storage order. */
export const scalarPositions = Int32Array.from(scalarNames, (_, index) => index);

/** Passes an agent that was read as an object to a receiver. */
export function sendResult({scalars, distribution, errors}: AgentResult, receiver: AgentReceiver): void {
	receiver.addScalars(Float64Array.from(scalarNames, name => scalars[name]), scalarPositions);
	receiver.addErrors(errors);
	for (const {decade, counts} of distribution) {
		receiver.addCounts(decade, Float64Array.from(counts, Number), 0);
	}
}

/** Validates the JSON value of one agent and extracts its results. Throws a log error that mentions `where`. */
export function agentResultFrom(value: unknown, where: string): AgentResult {
	if (!isObject(value)) {
		throw logError('log-not-ombt', `${where} is not an object`);
	}

	const results = numbersFrom(value, resultNumbers, `${where}: `);
	const {latency} = value;
	if (!isObject(latency)) {
		throw logError('log-not-ombt', `${where}: latency is ${latency === undefined ? 'missing' : 'not an object'}`);
	}

	return {
		scalars: {...absent, ...results, ...numbersFrom(latency, latencyNumbers, `${where}: latency.`)},
		distribution: distributionFrom(latency.distribution ?? {}, `${where}: latency.distribution`),
		errors: errorsFrom(value.errors ?? {}, where),
	};
}

type NumberField = {readonly key: string; readonly name: keyof AgentScalars; readonly isCount?: boolean; readonly required?: boolean};

const resultNumbers: readonly NumberField[] = [
	{key: 'start_time', name: 'start'},
	{key: 'stop_time', name: 'stop'},
	{
		key: 'msgs_ok', name: 'ok', isCount: true, required: true,
	},
	{
		key: 'msgs_fail', name: 'failed', isCount: true, required: true,
	},
];

const latencyNumbers: readonly NumberField[] = [
	{key: 'min', name: 'min'},
	{key: 'max', name: 'max'},
	{key: 'total', name: 'total'},
	{key: 'count', name: 'count', isCount: true},
	{key: 'sum_of_squares', name: 'sumOfSquares'},
];

// Null means the same as `absent` if that is NaN, and is an error otherwise.
function numbersFrom(holder: Readonly<Record<string, unknown>>, fields: readonly NumberField[], where: string): Partial<AgentScalars> {
	const numbers: Partial<Record<keyof AgentScalars, number>> = {};
	for (const {key, name, isCount = false, required} of fields) {
		const value = holder[key];
		if (value === undefined && required) {
			throw logError('log-not-ombt', `${where}${key} is missing`);
		}

		const isNothing = value === undefined || (value === null && Number.isNaN(absent[name]));
		if (!isNothing && !(isCount ? isFiniteNumber(value) : isNumber(value))) {
			throw logError('log-not-ombt', `${where}${key} is not a number`);
		}

		numbers[name] = isNothing ? absent[name] : Number(value);
	}

	return numbers;
}

function distributionFrom(value: unknown, where: string): readonly DistributionRow[] {
	if (!isObject(value)) {
		throw logError('log-not-ombt', `${where} is not an object`);
	}

	return Object.entries(value).map(([decade, counts]) => {
		// 10^15 ms are 30,000 years: a higher power is damage, and would require endless empty bins.
		if (!/^\d{1,2}$/v.test(decade) || Number(decade) >= maxDecades) {
			throw logError('log-not-ombt', `${where} has the key ${decade}, which is not a power of ten`);
		}

		if (!Array.isArray(counts) || counts.length !== countsPerDecade || !areCounts(counts)) {
			throw logError('log-not-ombt', `${where}.${decade} is not a list of 10 numbers`);
		}

		return {decade: Number(decade), counts};
	});
}

/** Validates the error texts of an agent and their counts. Throws a log error that mentions `where`. */
export function errorsFrom(value: unknown, where: string): AgentResult['errors'] {
	if (!isObject(value)) {
		throw logError('log-not-ombt', `${where}: errors is not an object`);
	}

	return Object.entries(value).map(([text, count]) => {
		if (!isFiniteNumber(count)) {
			throw logError('log-not-ombt', `${where}: count of error ${text} is not a number`);
		}

		return [text, Number(count)];
	});
}

// Python writes and reads NaN and the infinities; `"NaN"` is the parser's replacement for the first.
const isNumber = (value: unknown): boolean => typeof value === 'number' || typeof value === 'bigint' || value === 'NaN';
const isFiniteNumber = (value: unknown): value is Count => typeof value === 'bigint' || Number.isFinite(value);
const areCounts = (values: readonly unknown[]): values is readonly Count[] => values.every(value => isFiniteNumber(value));
