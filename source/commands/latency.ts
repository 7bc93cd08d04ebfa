import process from 'node:process';
import {binsOf, percentileOfBins, type Bin} from '../campaign/distribution.js';
import {CampaignError, UsageError} from '../campaign/errors.js';
import {speakingSide, type LoadedIteration, type SideName} from '../campaign/iteration.js';
import {createTheme, asciiGlyphs, unicodeGlyphs} from '../ui/theme.js';
import {histogramLines, ladderLines} from '../ui/screens/latency-lines.js';
import {textFlag, type Invocation} from './command.js';
import {loadForCommand} from './load-for-command.js';
import {csv, print} from './print.js';

/** Prints latency distributions with their percentiles. */
export async function latency(invocation: Invocation): Promise<number> {
	const {campaign, iterations} = await loadForCommand(invocation);
	const id = textFlag(invocation, 'iteration');
	const entry = id === undefined
		? undefined
		: campaign.entries.find(one => one.iterationId === id)
			?? campaign.entries.find(one => String(one.index) === id) ?? campaign.entries.find(one => one.backupDir === id);
	if (id !== undefined && !entry) {
		throw new UsageError(`--iteration ${id}: no such iteration; there are ${campaign.entries.slice(0, 12).map(({label}) => label).join(', ')}${campaign.entries.length > 12 ? ' …' : ''}`);
	}

	const chosen = entry ? iterations.filter(one => one.index === entry.index) : iterations;
	if (entry && chosen.length === 0 && iterations.length > 0) {
		throw new CampaignError(`${entry.label}: this iteration was skipped`, 'see the reason above');
	}

	const wanted = textFlag(invocation, 'side');
	const sides = chosen.map(iteration => ({iteration, side: wanted === 'clients' || wanted === 'servers' ? wanted : speakingSide(iteration)}));
	return print(await draw(sides, invocation), iterations.length);
}

type Chosen = {readonly iteration: LoadedIteration; readonly side: SideName};
const shares = {
	50: 0.5, 90: 0.9, 95: 0.95, 99: 0.99, 99.9: 0.999,
} as const;

async function draw(chosen: readonly Chosen[], invocation: Invocation): Promise<string> {
	switch (textFlag(invocation, 'format')) {
		case 'json': {
			return `${JSON.stringify(chosen.map(one => described(one)), null, 2)}\n`;
		}

		case 'csv': {
			const rows = chosen.flatMap(one => {
				const {bins, percentiles, ...rest} = described(one);
				return bins.map(bin => ({
					...rest, ...bin, n: rest.count, count: bin.count,
				}));
			});
			return csv(rows, ['iteration_id', 'call_type', 'driver', 'side', 'n', 'mean', 'stdev', 'min', 'max', 'from', 'to', 'count']);
		}

		default: {
			const look = {theme: createTheme(invocation.hasColour), glyphs: invocation.ascii ? asciiGlyphs : unicodeGlyphs};
			const width = process.stdout.columns ?? 100;
			return chosen.map(({iteration, side}) => [
				...histogramLines(iteration, side, {logCounts: false, width, height: 40}, look), '', ...ladderLines(iteration, side, width, look), '',
			].map(line => `${line.trimEnd()}\n`).join('')).join('\n');
		}
	}
}

function described({iteration, side}: Chosen) {
	const one = iteration[side].latency;
	const bins: readonly Bin[] = binsOf(one.distribution);
	const hasSamples = one.count > 0;
	return {
		iteration_id: iteration.iterationId,
		call_type: iteration.callType,
		driver: iteration.driver,
		side,
		count: one.count,
		mean: hasSamples ? one.mean : null,
		stdev: hasSamples ? one.stdev : null,
		min: one.min,
		max: one.max,
		percentiles: Object.fromEntries(Object.entries(shares).map(([name, share]) => [name, percentileOfBins(bins, one, share)])),
		bins,
	};
}
