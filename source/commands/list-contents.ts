import process from 'node:process';
import type {Campaign} from '../campaign/files/parameters.js';
import type {LoadedIteration} from '../campaign/model/iteration.js';
import {catalogue} from '../metrics/catalogue.js';
import {chooseEngine} from '../metrics/engines/choose-engine.js';
import type {Connection, Engine} from '../metrics/engines/engine.js';
import {reapLeftovers} from '../metrics/lifetime/reap-leftovers.js';
import {withDatabase} from '../metrics/load-contents.js';
import {reasonWithHint} from '../metrics/load-metrics.js';
import {iterationWindow} from '../metrics/window.js';
import {textOutput} from '../reports/formats.js';
import {contentsData, contentsPage, type IterationContents} from '../reports/contents-report.js';
import type {Invocation} from './command.js';
import type {MetricsOptions} from './metrics-options.js';
import {untilSignal} from './on-signals.js';
import {lookOf, note, print} from './print.js';
import {createStatusLine, metricsProgressText} from './status-line.js';

type Chosen = {readonly campaign: Campaign; readonly iterations: readonly LoadedIteration[]; readonly options: MetricsOptions; readonly width: number};

/** Prints the contents of the iterations' databases; unreadable ones are reported on standard error. */
export async function listCommand(invocation: Invocation, {campaign, iterations, options, width}: Chosen): Promise<number> {
	await reapLeftovers();
	return untilSignal(async signal => {
		const {contents, problems} = await readAll(iterations, {
			campaign, options, signal, engine: await chooseEngine(options.engineName, {...options, source: invocation.source}),
		});
		for (const problem of problems) {
			note(invocation, problem);
		}

		return print({
			...contentsData(contents), text: () => textOutput(contentsPage(contents, width, lookOf(invocation)), invocation),
		}, contents.length, invocation);
	}, status => status);
}

type Read = {readonly contents: readonly IterationContents[]; readonly problems: readonly string[]};

/** The contents of the iterations' databases, and why some are missing; a status line shows the progress. */
async function readAll(iterations: readonly LoadedIteration[], options: Omit<Reading, 'onProgress'>): Promise<Read> {
	const line = createStatusLine(process.stderr);
	const contents: IterationContents[] = [];
	const problems: string[] = [];
	try {
		for (const [done, iteration] of iterations.entries()) {
			try {
				contents.push(await readContents(iteration, {
					...options,
					onProgress(stage) {
						line.show(() => metricsProgressText(iteration, {done, total: iterations.length}, stage));
					},
				}));
			} catch (error) {
				options.signal.throwIfAborted();
				problems.push(`no metrics: ${iteration.label}: ${reasonWithHint(error)}`);
			}
		}
	} finally {
		line.erase();
	}

	return {contents, problems};
}

type Reading = Pick<Chosen, 'campaign' | 'options'> & {
	readonly engine: Engine;
	readonly signal: AbortSignal;
	readonly onProgress: NonNullable<Parameters<Engine['open']>[1]['onProgress']>;
};

const readContents = async (iteration: LoadedIteration, {campaign, options, engine, signal, onProgress}: Reading): Promise<IterationContents> => withDatabase({
	...options, campaignFolder: campaign.folder, iteration, engine: async () => engine, signal, onProgress,
}, async connection => ({
	iteration,
	database: connection.database,
	engine: connection.version,
	measurements: await connection.list(signal),
	metrics: await metricsWithData(iteration, connection, {options, signal}),
}));

/** The metrics of the catalogue that have data during the iteration. */
async function metricsWithData(
	iteration: LoadedIteration,
	connection: Connection,
	{options: {everySeconds}, signal}: Pick<Reading, 'options' | 'signal'>,
): Promise<IterationContents['metrics']> {
	const found: Array<{readonly name: string; readonly hasData: boolean}> = [];
	if (iteration.clients.start === null && iteration.servers.start === null) {
		return found;
	}

	for (const metric of catalogue) {
		const series = await connection.query({metric, window: iterationWindow(iteration), everySeconds}, signal);
		found.push({name: metric.name, hasData: series.length > 0});
	}

	return found;
}
