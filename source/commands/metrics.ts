import {reapLeftovers} from '../metrics/lifetime/reap-leftovers.js';
import {textOutput} from '../reports/formats.js';
import {metricsData} from '../reports/metrics-report.js';
import {metricsPage} from '../reports/metrics-text.js';
import type {Invocation} from './command.js';
import {gatherAll, metricsProblem} from './gather-metrics.js';
import {loadChosen} from './load-for-command.js';
import {lookOf, note, print} from './print.js';
import {metricsOptions} from './metrics-options.js';
import {untilSignal} from './on-signals.js';
import {pictureWidth} from './flag-values.js';

/** Prints the metrics recorded during the iterations; problems are reported on standard error. */
export async function metricsCommand(invocation: Invocation): Promise<number> {
	const options = await metricsOptions(invocation);
	const width = pictureWidth(invocation);
	for (const problem of options.problems) {
		note(invocation, problem);
	}

	const {campaign, iterations} = await loadChosen(invocation);
	if (invocation.flags.list === true) {
		const {listCommand} = await import('./list-contents.js');
		return listCommand(invocation, {
			campaign, iterations, options, width,
		});
	}

	await reapLeftovers();
	return untilSignal(async signal => {
		const gathered = await gatherAll(iterations, {
			...options, campaignFolder: campaign.folder, source: invocation.source, cache: invocation.flags.cache !== false, signal,
		});
		for (const line of metricsProblem(gathered)) {
			note(invocation, line);
		}

		const answered = gathered.flatMap(({iteration, outcomes}) =>
			outcomes.filter(metricOutcome => metricOutcome.status === 'answered').map(outcome => ({iteration, outcome})));
		return print({
			...metricsData(answered), text: () => textOutput(metricsPage(answered, width, lookOf(invocation)), invocation),
		}, answered.length, invocation);
	}, status => status);
}
