import {tagReader} from '../../../tsm/series-key.js';
import type {Condition} from '../../query/query.js';

/** Whether a series meets a condition, by its key. */
export type SeriesTest = (key: string) => boolean;

/** Creates a test whether the tags of a series meet a condition; a missing tag is ''. Regular expression support is loaded only if needed. */
export async function seriesTest(condition: Condition | undefined): Promise<SeriesTest> {
	if (condition === undefined) {
		return () => true;
	}

	if ('tag' in condition) {
		const {tag, operator, value} = condition;
		const test = operator === '=' || operator === '!=' ? (text: string) => text === value : await regexTest(value);
		const isNegated = operator.startsWith('!');
		const tagOf = tagReader(tag);
		return key => test(tagOf(key)) !== isNegated;
	}

	const tests: SeriesTest[] = [];
	for (const part of 'all' in condition ? condition.all : condition.any) {
		tests.push(await seriesTest(part));
	}

	return 'all' in condition ? key => tests.every(test => test(key)) : key => tests.some(test => test(key));
}

/** Patterns that match just a prefix, which most are. */
const beginning = /^\^(?<text>(?:[\w\-\/:@ ]|\\[.+*?\(\)\|\[\]\{\}^$])*)$/v;

async function regexTest(pattern: string): Promise<(text: string) => boolean> {
	const {text} = beginning.exec(pattern)?.groups ?? {};
	if (text === undefined) {
		const {patternTest} = await import('../../query/pattern.js');
		return patternTest(pattern);
	}

	const start = text.replaceAll('\\', '');
	return value => value.startsWith(start);
}
