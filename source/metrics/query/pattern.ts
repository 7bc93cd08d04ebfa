import {RE2JS, RE2JSSyntaxException} from 're2js';

/** Patterns that are asked for again and again, by their text. */
const compiled = new Map<string, RE2JS>();
const maxCompiled = 100;

/** Why a pattern is none of RE2, whose syntax is that of Go, and of InfluxDB; undefined where it is one. */
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

/** Whether a pattern matches any part of a text; in time that grows with the text's length alone. The pattern is one of RE2. */
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
