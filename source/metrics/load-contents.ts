import type {LoadedIteration} from '../campaign/model/iteration.js';
import type {MeasurementContents} from './contents.js';
import type {Connection, Engine, OpenOptions} from './engines/engine.js';
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
export const loadContents = async (request: ContentsRequest): Promise<readonly MeasurementContents[]> =>
	withDatabase(request, async connection => connection.list(request.signal));

/** Opens an iteration's database for some work, and closes it. Throws AppError archive-missing, or an error of the engine or the work. */
export async function withDatabase<Result>(
	{campaignFolder, iteration, engineName, engine, ...options}: ContentsRequest,
	work: (connection: Connection) => Promise<Result>,
): Promise<Result> {
	const archive = await archiveOf({campaignFolder, iteration, engineName});
	const chosen = await engine();
	const {signal, onProgress, database, maxUnpacked} = options;
	const connection = await chosen.open(archive, {
		signal, database, maxUnpacked, ...onProgress ? {onProgress} : {},
	});
	try {
		return await work(connection);
	} finally {
		await connection.close();
	}
}
