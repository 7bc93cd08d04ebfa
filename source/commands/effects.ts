import {numericColumn} from '../campaign/query/axis.js';
import {effectsOf} from '../campaign/query/effects.js';
import {openCampaign} from '../campaign/files/parameters.js';
import {effectsReport} from '../reports/effects-text.js';
import {commandColumns, filterFor} from './command-columns.js';
import {textFlag, type Invocation} from './command.js';
import {loadForCommand} from './load-for-command.js';
import {lookOf, print} from './print.js';

/** Prints the effect of each parameter on a column. */
export async function effectsCommand(invocation: Invocation): Promise<number> {
	const filter = textFlag(invocation, 'filter');
	const campaign = await openCampaign(invocation.folder);
	const {own, load} = await commandColumns(campaign, invocation);
	const column = numericColumn(textFlag(invocation, 'metric') ?? 'latency_p99', own, '--metric');
	const keep = filterFor({
		own, load, filter, used: [column],
	}, invocation);
	const iterations = await loadForCommand(campaign, invocation);
	const report = effectsReport(effectsOf(await keep(iterations), column, own), column, own);
	return print({...report, text: () => report.text(lookOf(invocation))}, iterations.length, invocation);
}
