import {usageError} from '../system/errors.js';
import type {Entry} from '../campaign/model/iteration.js';
import {closest} from '../text/closest.js';

/**
 * The places in params.json of what an ID stands for: an `iteration_id`, else a place, else a `backup_dir`. Throws a usage error
 * where it stands for nothing.
 */
export function entriesNamed(entries: readonly Entry[], id: string): ReadonlySet<number> {
	const names: ReadonlyArray<(entry: Entry) => string | null> = [
		({iterationId}) => iterationId,
		({index}) => String(index),
		({label}) => label,
		({backupDir}) => backupDir,
	];
	const found = names.map(name => entries.filter(entry => name(entry) === id)).find(({length}) => length > 0);
	if (!found) {
		const labels = entries.map(({label}) => label);
		const near = closest(id, labels);
		throw usageError(`--iteration ${id}: no such iteration; ${near === undefined ? `there are ${labels.slice(0, maxNames).join(', ')}${labels.length > maxNames ? ' …' : ''}` : `did you mean ${near}?`}`);
	}

	return new Set(found.map(({index}) => index));
}

const maxNames = 12;
