import {debug} from '../../system/debug-log.js';
import {usageError} from '../../system/errors.js';
import {metricsError} from '../errors.js';
import type {Source} from '../../sources/source.js';
import type {Engine} from './engine.js';

export type EngineOptions = {
	/** The program of the influxd engine. */
	readonly influxd?: string;
	/** The image of the docker engine. */
	readonly image?: string;
	/** Whether all queries require InfluxDB; `auto` then skips the embedded engine. */
	readonly needsInfluxdb?: boolean;
	/** Fetches archives; undefined if they are local. */
	readonly source?: Pick<Source, 'fetch'> | undefined;
};

/** The engines in the order in which `auto` tries them. */
const engines = {
	embedded: async () => (await import('./embedded/embedded.js')).embedded,
	influxd: async ({influxd}) => (await import('./influxd/influxd.js')).influxdEngine({binary: influxd}),
	docker: async ({image}) => (await import('./docker/docker.js')).dockerEngine({image}),
} as const satisfies Readonly<Record<string, (options: EngineOptions) => Promise<Engine>>>;

/**
 * Returns the engine with the given name, a client of the InfluxDB at the given address, or with `auto` the first engine that is available. Throws a usage
 * error for an invalid name, and AppError engine-unavailable or no-engine with what is missing.
 */
export async function chooseEngine(requested: string, options: EngineOptions): Promise<Engine> {
	if (isAddress(requested)) {
		return (await import('./server.js')).serverEngine(requested);
	}

	const engine = requested === 'auto' ? await firstUsable(options) : await namedEngine(requested, options);
	return options.source ? fetchingEngine(engine, options.source) : engine;
}

async function namedEngine(requested: string, options: EngineOptions): Promise<Engine> {
	const engine = await engines[engineName(requested)](options);
	const lack = await engine.whyUnavailable();
	if (lack !== undefined) {
		throw metricsError('engine-unavailable', `the engine ${requested} cannot be used`, {hint: lack});
	}

	return engine;
}

const names = Object.keys(engines) as ReadonlyArray<keyof typeof engines>;
/** Validates an engine name or address without choosing an engine; throws a usage error. */
export function checkEngine(requested: string): void {
	if (requested !== 'auto' && !isAddress(requested)) {
		engineName(requested);
	}
}

/** Whether it is the address of a server, which answers from its own database. */
export const isAddress = (requested: string): boolean => /^https?:\/\//iv.test(requested);

function engineName(requested: string): keyof typeof engines {
	if (!isName(requested)) {
		// Do not print the value: it may be an address with a password.
		throw usageError(`--engine must be auto, ${names.join(', ')}, or the address of an InfluxDB 1.x such as http://host:8086`);
	}

	return requested;
}

const isName = (word: string): word is keyof typeof engines => Object.hasOwn(engines, word);

async function firstUsable(options: EngineOptions): Promise<Engine> {
	const lacks: string[] = [];
	for (const name of names.filter(name => !(options.needsInfluxdb && name === 'embedded'))) {
		const engine = await engines[name](options);
		const lack = await engine.whyUnavailable();
		debug('engine', {name, lack});
		if (lack === undefined) {
			return engine;
		}

		lacks.push(`${name}: ${lack}`);
	}

	throw metricsError('no-engine', 'no engine can be used here', {hint: lacks.join('. ')});
}

/** Wraps an engine so that the source fetches an archive before the engine opens it. */
const fetchingEngine = (engine: Engine, source: Pick<Source, 'fetch'>): Engine => ({
	...engine,
	async open(archive, options) {
		await source.fetch(archive.path, {
			signal: options.signal,
			onProgress(progress) {
				if (progress.stage === 'unpacking') {
					options.onProgress?.(progress);
				} else if (progress.stage === 'fetching') {
					const {bytesDone, bytesTotal} = progress;
					options.onProgress?.({stage: 'fetching', bytesDone, bytesTotal});
				}
			},
		});
		return engine.open(archive, options);
	},
});
