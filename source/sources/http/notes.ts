import {isObject} from '../../system/json.js';
import {isValidators, type Validators} from './validators.js';

/** What is known of a server's files since they were fetched. */
export type HttpNotes = {
	/** When all of it was looked at last, in ms since the epoch. */
	readonly checked: number | null;
	/** The versions of files, and of stand-ins, by their paths. */
	readonly versions: ReadonlyMap<string, Validators>;
	/** The versions of files that a part was kept of. */
	readonly partials: ReadonlyMap<string, Validators>;
};

const noNotes: HttpNotes = {checked: null, versions: new Map(), partials: new Map()};

/** Notes as JSON has them. */
export const notesValue = ({checked, versions, partials}: HttpNotes): unknown => ({checked, versions: [...versions], partials: [...partials]});

/** Notes out of JSON; what is none of ours is left out. */
export function parseNotes(value: unknown): HttpNotes {
	if (!isObject(value)) {
		return noNotes;
	}

	return {
		checked: typeof value.checked === 'number' ? value.checked : null,
		versions: versionsIn(value.versions),
		partials: versionsIn(value.partials),
	};
}

const versionsIn = (value: unknown): ReadonlyMap<string, Validators> =>
	new Map(Array.isArray(value) ? value.filter(entry => isVersion(entry)) : []);

const isVersion = (entry: unknown): entry is readonly [string, Validators] =>
	Array.isArray(entry) && typeof entry[0] === 'string' && isValidators(entry[1]);
