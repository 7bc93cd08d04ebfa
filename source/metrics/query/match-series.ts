import type {Condition} from './query.js';

/** The tags of a series by name. */
export type Tags = ReadonlyMap<string, string>;
export type TagsTest = (tags: Tags) => boolean;

/** Creates a test whether the tags of a series meet a condition; a missing tag is ''. Regular expression support is loaded only if needed. */
export async function tagsTest(condition: Condition | undefined): Promise<TagsTest> {
	if (condition === undefined) {
		return () => true;
	}

	if ('tag' in condition) {
		const {tag, operator, value} = condition;
		const test = operator === '=' || operator === '!=' ? (text: string) => text === value : await regexTest(value);
		const isNegated = operator.startsWith('!');
		return tags => test(tags.get(tag) ?? '') !== isNegated;
	}

	const tests: TagsTest[] = [];
	for (const part of 'all' in condition ? condition.all : condition.any) {
		tests.push(await tagsTest(part));
	}

	return 'all' in condition ? tags => tests.every(test => test(tags)) : tags => tests.some(test => test(tags));
}

/** Patterns that match just a prefix, which most are. */
const beginning = /^\^(?<text>(?:[\w\-\/:@ ]|\\[.+*?\(\)\|\[\]\{\}^$])*)$/v;

async function regexTest(pattern: string): Promise<(text: string) => boolean> {
	const {text} = beginning.exec(pattern)?.groups ?? {};
	if (text === undefined) {
		const {patternTest} = await import('./pattern.js');
		return patternTest(pattern);
	}

	const start = text.replaceAll('\\', '');
	return value => value.startsWith(start);
}
