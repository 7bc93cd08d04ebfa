import {AppError} from '../../system/errors.js';

/** Awaits an attempt to use an engine; returns the message and hint of its error, or undefined if it succeeds. */
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
