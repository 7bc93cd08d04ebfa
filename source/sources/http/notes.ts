import {isObject} from '../../system/json.js';
import {isValidators, type Validators} from './validators.js';

/** What earlier fetches recorded about a server's files. */
export type HttpNotes = {
	/** When each file or folder that was asked for was last up to date, by path, in ms since the epoch. */
	readonly checked: ReadonlyMap<string, number>;
	/** Versions of files and placeholders, by path. */
	readonly versions: ReadonlyMap<string, Validators>;
	/** Versions of kept partial files, by path. */
	readonly partials: ReadonlyMap<string, Validators>;
};

const noNotes: HttpNotes = {checked: new Map(), versions: new Map(), partials: new Map()};

/** Notes as a JSON value. */
export const notesValue = ({checked, versions, partials}: HttpNotes): unknown => ({checked: [...checked], versions: [...versions], partials: [...partials]});

/** Parses notes from a JSON value; invalid entries are dropped. */
export function parseNotes(value: unknown): HttpNotes {
	if (!isObject(value)) {
		return noNotes;
	}

	return {
		checked: entriesIn(value.checked, isTime),
		versions: entriesIn(value.versions, isValidators),
		partials: entriesIn(value.partials, isValidators),
	};
}

/** The valid entries of a map that was written as a list. */
const entriesIn = <Value>(list: unknown, isValue: (value: unknown) => value is Value): ReadonlyMap<string, Value> =>
	new Map(Array.isArray(list) ? list.filter((entry): entry is readonly [string, Value] => Array.isArray(entry) && typeof entry[0] === 'string' && isValue(entry[1])) : []);

const isTime = (value: unknown): value is number => typeof value === 'number';
