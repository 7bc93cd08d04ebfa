import type {LoadedIteration} from '../campaign/model/iteration.js';
import type {MeasurementContents} from './contents.js';
import type {Engine, OpenOptions} from './engines/engine.js';
import {archiveOf} from './load-metrics.js';

type ContentsRequest = OpenOptions & {
	readonly campaignFolder: string;
	readonly iteration: LoadedIteration;
	/** `auto`, the name of an engine, or the address of a server. */
	readonly engineName: string;
	/** Chooses the engine. */
	readonly engine: () => Promise<Engine>;
};

/** Lists the contents of an iteration's database. Throws AppError archive-missing, or an error of the engine. */
export async function loadContents({campaignFolder, iteration, engineName, engine, ...options}: ContentsRequest): Promise<readonly MeasurementContents[]> {
	const archive = await archiveOf({campaignFolder, iteration, engineName});
	const chosen = await engine();
	const {signal, onProgress, database, maxUnpacked} = options;
	const connection = await chosen.open(archive, {
		signal, database, maxUnpacked, ...onProgress ? {onProgress} : {},
	});
	try {
		return await connection.list(signal);
	} finally {
		await connection.close();
	}
}
