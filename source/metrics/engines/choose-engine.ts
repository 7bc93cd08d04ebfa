import {debug} from '../../system/debug-log.js';
import {usageError} from '../../system/errors.js';
import {metricsError} from '../errors.js';
import type {Source} from '../../sources/source.js';
import type {Engine} from './engine.js';
import {fetchingEngine} from './fetching-engine.js';

export type EngineOptions = {
	/** The program for the engine influxd. */
	readonly influxd?: string;
	/** The image for the engine docker. */
	readonly image?: string;
	/** Whether all that is asked is what InfluxDB alone understands: auto then passes over the embedded engine. */
	readonly needsInfluxdb?: boolean;
	/** What brings archives here; without it they are here. */
	readonly source?: Pick<Source, 'fetch'> | undefined;
};

/** The engines in the order in which `auto` prefers them. */
const engines = {
	embedded: async () => (await import('./embedded/embedded.js')).embedded,
	influxd: async ({influxd}) => (await import('./influxd/influxd.js')).influxdEngine({binary: influxd}),
	docker: async ({image}) => (await import('./docker/docker.js')).dockerEngine({image}),
} as const satisfies Readonly<Record<string, (options: EngineOptions) => Promise<Engine>>>;

/**
 * The engine of a name, the one that asks the InfluxDB at an address, or with `auto` the first that can be used here.
 * Throws a usage error for another word, AppError engine-unavailable or no-engine, with what is lacking.
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
	const lack = await engine.lacks();
	if (lack !== undefined) {
		throw metricsError('engine-unavailable', `the engine ${requested} cannot be used`, {hint: lack});
	}

	return engine;
}

const names = Object.keys(engines) as ReadonlyArray<keyof typeof engines>;
/** Throws a usage error for a word that stands for no engine, without choosing any. */
export function checkEngine(requested: string): void {
	if (requested !== 'auto' && !isAddress(requested)) {
		engineName(requested);
	}
}

/** Whether it is the address of a server, which then answers from its own database. */
export const isAddress = (requested: string): boolean => /^https?:\/\//iv.test(requested);

function engineName(requested: string): keyof typeof engines {
	if (!isName(requested)) {
		// The word is not shown: it may be an address with a password in it.
		throw usageError(`--engine must be auto, ${names.join(', ')}, or the address of an InfluxDB 1.x such as http://host:8086`);
	}

	return requested;
}

const isName = (word: string): word is keyof typeof engines => Object.hasOwn(engines, word);

async function firstUsable(options: EngineOptions): Promise<Engine> {
	const lacks: string[] = [];
	for (const name of names.filter(name => !(options.needsInfluxdb && name === 'embedded'))) {
		const engine = await engines[name](options);
		const lack = await engine.lacks();
		debug('engine', {name, lack});
		if (lack === undefined) {
			return engine;
		}

		lacks.push(`${name}: ${lack}`);
	}

	throw metricsError('no-engine', 'no engine can be used here', {hint: lacks.join('. ')});
}
