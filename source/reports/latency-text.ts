import {latencyDensity} from '../campaign/model/density.js';
import {binsOf} from '../campaign/model/distribution.js';
import type {Latency, LoadedIteration, SideName} from '../campaign/model/iteration.js';
import {percentileOf} from '../campaign/model/percentiles.js';
import {binTable} from '../plots/bin-tables.js';
import {axisHeight, densityNotes, drawDensity} from '../plots/density-plot.js';
import {cleanText} from '../text/clean.js';
import {cutEnd} from '../text/cells.js';
import {formatCount, formatNumber} from '../text/numbers.js';
import type {StyledText} from '../text/styled-text.js';
import type {Look} from './theme.js';

type Options = {readonly width: number};

/** The name of an iteration and the key figures of its latency. */
export function latencyTitle(iteration: LoadedIteration, primary: SideName, {width}: Options, {theme, glyphs}: Look): readonly StyledText[] {
	const {ascii} = glyphs;
	const {latency} = iteration[primary];
	const number = (value: number | null) => formatNumber(value, {ascii});
	const {ok, failed} = iteration[primary];
	const iterationText = [iteration.title, iteration.ranAs, iteration.driver].map(text => cleanText(text ?? '')).filter(Boolean).join(' ');
	const title = `Latency seen by the ${primary}  ${iterationText}`;
	// Samples may include calls that timed out; then the failed ones are part of the count, not in addition to it.
	const isPart = latency.count > ok;
	const lost = failed > 0 ? ` (${isPart ? '' : '+'}${formatCount(failed)} failed${isPart ? ' among them' : ''})` : '';
	const figures
		= latency.count === 0
			? `no samples${lost}`
			: `n=${formatCount(latency.count)}${lost}  mean ${number(latency.mean)} ${ascii ? '+/-' : '±'} ${number(withoutNoise(latency.stdev))}  min ${number(latency.min)}  max ${number(latency.max)} ms`;
	return [theme.strong(cutEnd(title, width, glyphs.ellipsis)), cutEnd(figures, width, glyphs.ellipsis)];
}

/** The standard deviation of identical samples is rounding error; returns 0 for it. */
export const withoutNoise = (stdev: number): number => stdev < 1e-6 ? Math.min(0, stdev) : stdev;

const percents = [50, 90, 95, 99, 99.9] as const;
const fewPercents = [50, 99] as const;

/** The density plot of a latency with its percentiles, `rows` lines high; empty without samples. */
export function densityLines(
	latency: Latency,
	{width, rows, isShort = false}: {readonly width: number; readonly rows: number; readonly isShort?: boolean},
	{theme, glyphs: {ascii, ellipsis}}: Look,
): readonly StyledText[] {
	const density = latencyDensity(latency);
	if (density.length === 0) {
		return [];
	}

	const percentiles = (isShort ? fewPercents : percents).flatMap(percent => {
		const percentile = percentileOf(latency, percent);
		return percentile ? [{name: `p${percent}`, percentile}] : [];
	});
	const caption = ['share per decade', ...densityNotes(density, {ascii})].join('; ');
	return [theme.faint(cutEnd(caption, width, ellipsis)), ...drawDensity({density, percentiles}, {width, rows, ascii})];
}

/** Lines of `densityLines` besides the columns. */
export const densityFrame = (isShort: boolean): number => 1 + axisHeight + (isShort ? fewPercents : percents).length;

/** The bins of a latency as a table. */
export const binLines = (latency: Latency, width: number, {glyphs: {ascii}}: Look): readonly string[] =>
	binTable(binsOf(latency.distribution), {width, ascii});
