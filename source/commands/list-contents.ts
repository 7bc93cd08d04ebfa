import process from 'node:process';
import type {Campaign} from '../campaign/files/parameters.js';
import type {LoadedIteration} from '../campaign/model/iteration.js';
import {metrics as catalogue} from '../metrics/catalogue.js';
import {chooseEngine} from '../metrics/engines/choose-engine.js';
import type {Connection, Engine} from '../metrics/engines/engine.js';
import {reapLeftovers} from '../metrics/lifetime/reap-leftovers.js';
import {archiveOf, reasonOf} from '../metrics/load-metrics.js';
import {windowOf} from '../metrics/window.js';
import {csv, json, page} from '../reports/formats.js';
import {
	contentsColumns, contentsJson, contentsPage, contentsRows, type IterationContents,
} from '../reports/contents-report.js';
import {textFlag, type Invocation} from './command.js';
import type {MetricsOptions} from './metrics-options.js';
import {stopOnSignals} from './on-signals.js';
import {
	csvReader, lookOf, note, print,
} from './print.js';
import {createStatusLine, progressText} from './status-line.js';

type Chosen = {readonly campaign: Campaign; readonly iterations: readonly LoadedIteration[]; readonly options: MetricsOptions; readonly width: number};

/** Prints the contents of the iterations' databases; unreadable ones are reported on standard error. */
export async function listCommand(invocation: Invocation, {campaign, iterations, options, width}: Chosen): Promise<number> {
	await reapLeftovers();
	const line = createStatusLine(process.stderr);
	const stopping = stopOnSignals();
	const {signal} = stopping;
	try {
		const {source} = invocation;
		const engine = await chooseEngine(options.engineName, {...options, source});
		const contents: IterationContents[] = [];
		const problems: string[] = [];
		for (const [done, iteration] of iterations.entries()) {
			try {
				contents.push(await contentsOf(iteration, {
					campaign, options, engine, signal,
					onProgress(stage) {
						line.show(() => progressText(iteration, {done, total: iterations.length}, stage));
					},
				}));
			} catch (error) {
				signal.throwIfAborted();
				problems.push(`no metrics: ${iteration.label}: ${reasonOf(error)}`);
			}
		}

		line.erase();
		for (const problem of problems) {
			note(invocation, problem);
		}

		return await print(await draw(contents, width, invocation), contents.length);
	} catch (error) {
		const status = stopping.status();
		if (status === undefined) {
			throw error;
		}

		return status;
	} finally {
		line.erase();
		stopping.ignore();
	}
}

type Reading = Pick<Chosen, 'campaign' | 'options'> & {
	readonly engine: Engine;
	readonly signal: AbortSignal;
	readonly onProgress: NonNullable<Parameters<Engine['open']>[1]['onProgress']>;
};

async function contentsOf(iteration: LoadedIteration, {campaign, options, engine, signal, onProgress}: Reading): Promise<IterationContents> {
	const {engineName, database, maxUnpacked} = options;
	const archive = await archiveOf({campaignFolder: campaign.folder, iteration, engineName});
	const connection = await engine.open(archive, {
		signal, onProgress, database, maxUnpacked,
	});
	try {
		const measurements = await connection.list(signal);
		return {
			iteration,
			database: connection.database,
			engine: connection.version,
			measurements,
			metrics: await metricsWithData(iteration, connection, {options, signal}),
		};
	} finally {
		await connection.close();
	}
}

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
		const series = await connection.query({metric, window: windowOf(iteration), everySeconds}, signal);
		found.push({name: metric.name, hasData: series.length > 0});
	}

	return found;
}

async function draw(contents: readonly IterationContents[], width: number, invocation: Invocation): Promise<string> {
	switch (textFlag(invocation, 'format')) {
		case 'json': {
			return json(contentsJson(contents));
		}

		case 'csv': {
			return csv(contentsRows(contents), contentsColumns, csvReader(invocation));
		}

		default: {
			return page(contentsPage(contents, width, lookOf(invocation)), invocation);
		}
	}
}
