import {formatParameter} from '../campaign/query/column-text.js';
import type {CampaignColumns} from '../campaign/query/campaign-columns.js';
import type {Column} from '../campaign/query/column.js';
import type {ParameterEffect} from '../campaign/query/effects.js';
import {alignPoints, tableLines, wrapWords} from '../text/align.js';
import {cutEnd, padEnd, padStart} from '../text/cells.js';
import {cleanText} from '../text/clean.js';
import {formatAmount, formatCount, formatDigits} from '../text/numbers.js';
import type {StyledText} from '../text/styled-text.js';
import type {Report} from './report.js';
import {textOutput} from './formats.js';
import type {Look} from './theme.js';
import {shortName} from './trend-text.js';

const effectColumns = ['parameter', 'from', 'to', 'column', 'median_ratio', 'low', 'high', 'pairs'] as const;

/** Explains the effects table. */
export const effectsRule = 'All pairs of iterations that differ in one parameter only, at equal load: the median of their ratios (to / from), '
	+ 'and their range. Not a significance test: fewer than four pairs say little.';

/** The effects as a report. */
export const effectsReport = (effects: readonly ParameterEffect[], column: Column, own: CampaignColumns): Report & {readonly text: (look: Look) => string} => ({
	amount: formatAmount(effects.length, 'effect'),
	text: look => textOutput(effectLines(effects, {column, own, width: textWidth}, look), look.glyphs),
	columns: effectColumns,
	rows: () => effects,
});

const textWidth = 100;
const maxBar = 24;

/** The effects as a table, largest first; the length of a bar is the distance of the ratio from 1 on a log scale. */
export function effectLines(
	effects: readonly ParameterEffect[],
	{column, own, width}: {readonly column: Column; readonly own: CampaignColumns; readonly width: number},
	{theme, glyphs}: Look,
): readonly StyledText[] {
	const {ascii, ellipsis} = glyphs;
	const title = theme.strong(cutEnd(`effects on ${cleanText(column.id)}${column.unit === undefined ? '' : `, ${column.unit}`}`, width, ellipsis));
	const rule = wrapWords(effectsRule, width).map(line => theme.faint(line));
	if (effects.length === 0) {
		return [title, ...rule, '', 'no two iterations differ in one parameter only'];
	}

	const times = ascii ? 'x' : '×';
	const valueText = (value: unknown) => value === null ? 'none' : formatParameter(value, {ascii});
	// Percentiles are estimates, so fewer digits.
	const digits = column.percentile ? 2 : 3;
	const ratio = (value: number) => `${times}${formatDigits(value, digits)}`;
	const maxDistance = Math.max(...effects.map(effect => distance(effect)));
	const bar = (effect: ParameterEffect) => maxDistance === 0 || !Number.isFinite(maxDistance) ? '' : (ascii ? '#' : '█').repeat(Math.round(distance(effect) / maxDistance * maxBar));
	const lines = tableLines([
		{pad: padEnd, cells: ['parameter', ...effects.map(({parameter}) => withUnit(parameter, own))]},
		{pad: padStart, cells: ['from', ...effects.map(({from}) => valueText(from))]},
		{pad: padStart, cells: ['to', ...effects.map(({to}) => valueText(to))]},
		{pad: padStart, cells: ['median', ...alignPoints(effects.map(effect => ratio(effect.median_ratio)))]},
		{pad: padEnd, cells: ['range', ...effects.map(({low, high}) => `${ratio(low)}${ascii ? '-' : '–'}${formatDigits(high, digits)}`)]},
		{pad: padStart, cells: ['pairs', ...effects.map(({pairs}) => formatCount(pairs))]},
		{pad: padEnd, cells: ['', ...effects.map(effect => bar(effect))]},
	]).map(line => cutEnd(line.trimEnd(), width, ellipsis));
	return [title, ...rule, '', theme.faint(lines[0] ?? ''), ...lines.slice(1)];
}

const distance = ({median_ratio: ratio}: ParameterEffect): number => ratio > 0 ? Math.abs(Math.log(ratio)) : 0;

function withUnit(parameter: string, own: CampaignColumns): string {
	const unit = own.named(parameter)?.unit;
	return `${shortName(parameter)}${unit === undefined ? '' : `, ${unit}`}`;
}
