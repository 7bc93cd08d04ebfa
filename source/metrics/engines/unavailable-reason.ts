import {AppError} from '../../system/errors.js';

/** What an engine lacks, with the remedy, told by the trouble of a try; undefined where that goes well. */
export async function unavailableReason(attempt: Promise<unknown>): Promise<string | undefined> {
	try {
		await attempt;
		return undefined;
	} catch (error) {
		if (error instanceof AppError) {
			return `${error.message}; ${error.hint}`;
		}

		throw error;
	}
}
