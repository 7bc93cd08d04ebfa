import {binsOf, percentileOfBins, type Bin} from '../campaign/distribution.js';
import {CampaignError, UsageError} from '../campaign/errors.js';
import {
	speakingSide, type Entry, type LoadedIteration, type SideName,
} from '../campaign/iteration.js';
import {asWritten} from '../campaign/notebook-json.js';
import {openCampaign} from '../campaign/parameters.js';
import {closest} from '../text/closest.js';
import {histogramLines, ladderLines} from '../ui/screens/latency-lines.js';
import {textFlag, type Invocation} from './command.js';
import {loadForCommand} from './load-for-command.js';
import {lookOf} from './look-of.js';
import {pictureWidth} from './picture-width.js';
import {
	csv, json, page, print,
} from './print.js';

/** Prints latency distributions with their percentiles. */
export async function latency(invocation: Invocation): Promise<number> {
	const width = pictureWidth(invocation);
	const campaign = await openCampaign(invocation.folder);
	const id = textFlag(invocation, 'iteration');
	const wanted = id === undefined ? undefined : entriesNamed(campaign.entries, id);
	const iterations = await loadForCommand(campaign, invocation);
	const chosen = wanted ? iterations.filter(one => wanted.has(one.index)) : iterations;
	if (wanted && chosen.length === 0 && iterations.length > 0) {
		throw new CampaignError(`--iteration ${id ?? ''}: this iteration was skipped`, 'the reason is above');
	}

	const side = textFlag(invocation, 'side');
	const sides = chosen.map(iteration => ({iteration, side: side === 'clients' || side === 'servers' ? side : speakingSide(iteration)}));
	return print(await draw(sides, width, invocation), iterations.length);
}

/** The places in params.json of what an ID stands for: an `iteration_id`, else a place, else a `backup_dir`. */
function entriesNamed(entries: readonly Entry[], id: string): ReadonlySet<number> {
	const names: ReadonlyArray<(entry: Entry) => string | null> = [({iterationId}) => iterationId, ({index}) => String(index), ({label}) => label, ({backupDir}) => backupDir];
	const found = names.map(name => entries.filter(entry => name(entry) === id)).find(({length}) => length > 0);
	if (!found) {
		const labels = entries.map(({label}) => label);
		const near = closest(id, labels);
		throw new UsageError(`--iteration ${id}: no such iteration; ${near === undefined ? `there are ${labels.slice(0, mostNames).join(', ')}${labels.length > mostNames ? ' …' : ''}` : `did you mean ${near}?`}`);
	}

	return new Set(found.map(({index}) => index));
}

const mostNames = 12;

type Chosen = {readonly iteration: LoadedIteration; readonly side: SideName};
const shares = {
	50: 0.5, 90: 0.9, 95: 0.95, 99: 0.99, 99.9: 0.999,
} as const;

async function draw(chosen: readonly Chosen[], width: number, invocation: Invocation): Promise<string> {
	switch (textFlag(invocation, 'format')) {
		case 'json': {
			return json(chosen.map(one => described(one)));
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
			const look = lookOf(invocation);
			return chosen.map(({iteration, side}) => page([
				...histogramLines(iteration, side, {logCounts: false, width, height: 40}, look), '', ...ladderLines(iteration, side, {width}, look),
			], invocation)).join('\n');
		}
	}
}

function described({iteration, side}: Chosen) {
	const one = iteration[side].latency;
	const bins: readonly Bin[] = binsOf(one.distribution);
	const hasSamples = one.count > 0;
	return {
		iteration_id: asWritten(iteration, 'iteration_id'),
		call_type: asWritten(iteration, 'call_type'),
		driver: asWritten(iteration, 'driver'),
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
