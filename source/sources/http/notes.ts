import {isObject} from '../../system/json.js';
import {isValidators, type Validators} from './validators.js';

/** What earlier fetches recorded about a server's files. */
export type HttpNotes = {
	/** When everything was last checked, in ms since the epoch; null if never. */
	readonly checked: number | null;
	/** Versions of files and placeholders, by path. */
	readonly versions: ReadonlyMap<string, Validators>;
	/** Versions of kept partial files, by path. */
	readonly partials: ReadonlyMap<string, Validators>;
};

const noNotes: HttpNotes = {checked: null, versions: new Map(), partials: new Map()};

/** Notes as a JSON value. */
export const notesValue = ({checked, versions, partials}: HttpNotes): unknown => ({checked, versions: [...versions], partials: [...partials]});

/** Parses notes from a JSON value; invalid entries are dropped. */
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
