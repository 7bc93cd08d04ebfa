import {AppError} from '../../system/errors.js';
import type {Filter} from './state.js';

/** A filter from its text, which may be half typed: a mistake is kept in words, and all rows stay. */
export function typedFilter<Row>(text: string, parse: (text: string) => (row: Row) => boolean): Filter<Row> {
	if (text.trim() === '') {
		return {text, matches: () => true, mistake: undefined};
	}

	try {
		return {text, matches: parse(text), mistake: undefined};
	} catch (error) {
		if (error instanceof AppError && error.code === 'usage') {
			return {text, matches: () => true, mistake: error.message};
		}

		throw error;
	}
}
