import {RE2JS, RE2JSSyntaxException} from 're2js';

/** Compiled patterns that are used repeatedly, by their text. */
const compiled = new Map<string, RE2JS>();
const maxCompiled = 100;

/** Why a pattern is not valid RE2, the syntax of Go and InfluxDB; undefined if it is valid. */
export function checkPattern(pattern: string): string | undefined {
	try {
		compile(pattern);
		return undefined;
	} catch (error) {
		if (error instanceof RE2JSSyntaxException) {
			return error.getDescription();
		}

		throw error;
	}
}

/** A test whether an RE2 pattern matches any part of a text, in time linear in the length of the text. */
export const patternTest = (pattern: string): (text: string) => boolean => {
	const regex = compile(pattern);
	return text => regex.test(text);
};

function compile(pattern: string): RE2JS {
	const known = compiled.get(pattern) ?? RE2JS.compile(pattern);
	if (compiled.size >= maxCompiled) {
		compiled.clear();
	}

	compiled.set(pattern, known);
	return known;
}
