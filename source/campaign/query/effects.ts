import {stringify} from 'lossless-json';
import {groupBy} from '../../system/lists.js';
import {naturalOrder} from '../../text/names.js';
import type {LoadedIteration} from '../model/iteration.js';
import type {CampaignColumns} from './campaign-columns.js';
import {measuredValue, numberOf} from './column-text.js';
import type {Column} from './column.js';
import {seriesValue} from './series.js';
import {
	parametersAlong, settingNames, settingsKey, uniqueFolders,
} from './sweeps.js';
import {median} from './trend.js';

/** The effect of a parameter: compares a column between iterations that differ only in this parameter. */
export type ParameterEffect = {
	readonly parameter: string;
	/** Values of the parameter as in its column, lower one first; null for none. */
	readonly from: unknown;
	readonly to: unknown;
	/** The compared column. */
	readonly column: string;
	/** Median, min and max of the ratios (to / from). */
	readonly median_ratio: number;
	readonly low: number;
	readonly high: number;
	readonly pairs: number;
};

/** Latencies of different call types are measured on different sides, so their difference is not an effect. */
const ignoredParameters: ReadonlySet<string> = new Set(['call_type']);

/**
 * The effects of all parameters on a column, for each pair of values, largest first. Repeats count once, by their median. Pairs without a ratio
 * (a missing value, or 0 as the first) are left out. Descriptive only, not statistical tests.
 */
export function effectsOf(given: readonly LoadedIteration[], column: Column, own: CampaignColumns): readonly ParameterEffect[] {
	const iterations = uniqueFolders(given);
	const names = settingNames(iterations).filter(name => !ignoredParameters.has(name));
	const effects = names.flatMap(parameter => effectsOfOne(parameter, iterations, column, own));
	return effects.sort((a, b) => sizeOf(b) - sizeOf(a) || b.pairs - a.pairs || naturalOrder(a.parameter, b.parameter));
}

/** Distance of a ratio from 1, in either direction. */
const sizeOf = ({median_ratio: ratio}: ParameterEffect): number => ratio > 0 ? Math.abs(Math.log(ratio)) : Infinity;

type Setting = {readonly value: unknown; readonly figure: number};

function effectsOfOne(parameter: string, iterations: readonly LoadedIteration[], column: Column, own: CampaignColumns): readonly ParameterEffect[] {
	const along = parametersAlong(iterations, parameter);
	const alike = groupBy(iterations, iteration => settingsKey(iteration, along));
	const ratios = new Map<string, {readonly from: unknown; readonly to: unknown; readonly values: number[]}>();
	for (const group of alike.values()) {
		const settings = settingsAmong(group, parameter, column, own);
		for (const [index, from] of settings.entries()) {
			for (const to of settings.slice(index + 1)) {
				const key = keyOf([from.value, to.value]);
				const known = ratios.get(key) ?? {from: from.value, to: to.value, values: []};
				ratios.set(key, known);
				if (from.figure !== 0 && Number.isFinite(to.figure / from.figure)) {
					known.values.push(to.figure / from.figure);
				}
			}
		}
	}

	return [...ratios.values()].flatMap(({from, to, values}) => {
		const ratio = median(values);
		const extreme = (better: (a: number, b: number) => number) => values.reduce((a, b) => better(a, b));
		return ratio === null
			? []
			: [{
				parameter, from, to, column: column.id, median_ratio: ratio, low: extreme(Math.min), high: extreme(Math.max), pairs: values.length,
			}];
	});
}

/** The values of a parameter among iterations that are equal in all others, ascending, each with the median of the column. */
function settingsAmong(group: readonly LoadedIteration[], parameter: string, column: Column, own: CampaignColumns): readonly Setting[] {
	const byValue = groupBy(group, iteration => keyOf(seriesValue(iteration, parameter, own)));
	return [...byValue.values()].flatMap(repeats => {
		const figure = median(repeats.flatMap(iteration => numberOf(measuredValue(column, iteration)) ?? []));
		return figure === null ? [] : [{value: seriesValue(repeats[0]!, parameter, own), figure}];
	}).sort((a, b) => compareValues(a.value, b.value));
}

const keyOf = (value: unknown): string => stringify(value) ?? '';

/** Null first, then numbers, then anything else in natural order. */
export function compareValues(a: unknown, b: unknown): number {
	if (a === null || b === null) {
		return Number(b === null) - Number(a === null);
	}

	return typeof a === 'number' && typeof b === 'number' ? a - b : naturalOrder(keyOf(a), keyOf(b));
}
