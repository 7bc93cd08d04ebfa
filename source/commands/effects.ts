import {numericColumn} from '../campaign/query/axis.js';
import {campaignColumns} from '../campaign/query/campaign-columns.js';
import {effectsOf} from '../campaign/query/effects.js';
import {parseFilter} from '../campaign/query/filter.js';
import {openCampaign} from '../campaign/files/parameters.js';
import {effectsReport} from '../reports/effects-text.js';
import {csv, json} from '../reports/formats.js';
import {textFlag, type Invocation} from './command.js';
import {loadForCommand} from './load-for-command.js';
import {
	csvReader, lookOf, note, print,
} from './print.js';

/** Prints what each parameter changes in a column. */
export async function effects(invocation: Invocation): Promise<number> {
	const filter = textFlag(invocation, 'filter');
	const campaign = await openCampaign(invocation.folder);
	const own = campaignColumns(campaign.entries);
	const column = numericColumn(textFlag(invocation, 'metric') ?? 'latency_p99', own, '--metric');
	const matches = filter === undefined ? undefined : parseFilter(filter, own);
	const iterations = await loadForCommand(campaign, invocation);
	const kept = matches ? iterations.filter(iteration => matches(iteration)) : iterations;
	if (kept.length === 0 && iterations.length > 0) {
		note(invocation, `no iteration of ${iterations.length} matches the filter ${filter ?? ''}`);
	}

	const report = effectsReport(effectsOf(kept, column, own), column, own);
	switch (textFlag(invocation, 'format')) {
		case 'json': {
			return print(json(report.rows()), iterations.length);
		}

		case 'csv': {
			return print(await csv(report.rows(), report.columns, csvReader(invocation)), iterations.length);
		}

		default: {
			return print(report.text?.(lookOf(invocation)) ?? '', iterations.length);
		}
	}
}
