import {AppError} from '../../system/errors.js';

/** Why an engine cannot be used, with the hint, from the error of an attempt; undefined where the attempt succeeds. */
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
