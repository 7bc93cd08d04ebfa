import {binsOf, percentileOfBins} from '../campaign/model/distribution.js';
import type {LoadedIteration, SideName} from '../campaign/model/iteration.js';
import {drawHistogram} from '../plots/histogram.js';
import {drawLadder} from '../plots/ladder.js';
import {cleanText} from '../text/clean.js';
import {cutEnd} from '../text/cells.js';
import {formatCount, formatNumber} from '../text/numbers.js';
import type {Look} from './theme.js';

type Options = {readonly logCounts: boolean; readonly width: number; readonly height: number};

/** Whose latency it is and its figures, then the bars. */
export function histogramLines(iteration: LoadedIteration, primary: SideName, {logCounts, width, height}: Options, {theme, glyphs}: Look): readonly string[] {
	const {ascii} = glyphs;
	const {latency} = iteration[primary];
	const number = (value: number | null) => formatNumber(value, {ascii});
	const {ok, failed} = iteration[primary];
	const who = [iteration.label, iteration.callType, iteration.driver].map(text => cleanText(text ?? '')).filter(Boolean).join(' ');
	const title = `Latency seen by the ${primary}  ${who}`;
	// Calls that timed out may be among the samples: then the failed ones are not more, but a part.
	const isPart = latency.count > ok;
	const lost = failed > 0 ? ` (${isPart ? '' : '+'}${formatCount(failed)} failed${isPart ? ' among them' : ''})` : '';
	const figures
		= latency.count === 0
			? `no samples${lost}`
			: `n=${formatCount(latency.count)}${lost}  mean ${number(latency.mean)} ${ascii ? '+/-' : '±'} ${number(withoutNoise(latency.stdev))}  min ${number(latency.min)}  max ${number(latency.max)} ms`;
	const bars = latency.count === 0
		? []
		: drawHistogram(binsOf(latency.distribution), {
			width, height: height - 2, log: logCounts, ascii,
		});
	return [theme.strong(cutEnd(title, width, glyphs.ellipsis)), cutEnd(figures, width, glyphs.ellipsis), ...bars];
}

/** What is left of alike samples is rounding, no deviation. */
export const withoutNoise = (stdev: number): number => stdev < 1e-6 ? Math.min(0, stdev) : stdev;

const shares = [0.5, 0.9, 0.95, 0.99, 0.999] as const;
const fewShares = [0.5, 0.99] as const;

/** The percentiles, and on how many samples each rests. */
export function ladderLines(
	iteration: LoadedIteration,
	primary: SideName,
	{width, isShort = false}: {readonly width: number; readonly isShort?: boolean},
	{glyphs: {ascii}}: Look,
): readonly string[] {
	const {latency} = iteration[primary];
	if (latency.count === 0) {
		return [];
	}

	const bins = binsOf(latency.distribution);
	const total = bins.reduce((sum, {count}) => sum + count, 0);
	return drawLadder(
		[
			...(isShort ? fewShares : shares).map(share => ({
				name: `p${share * 100}`,
				value: percentileOfBins(bins, latency, share),
				beyond: Math.floor(total * (1 - share) + 1e-9),
			})),
			{name: 'max', value: latency.max, beyond: null},
		],
		{width, ascii},
	);
}
