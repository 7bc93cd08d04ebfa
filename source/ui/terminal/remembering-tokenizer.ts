import {
	styledCharsFromTokens as charactersOf, tokenize as tokensOf, type StyledChar, type Token,
} from '@alcalzone/ansi-tokenize';

export * from '@alcalzone/ansi-tokenize';

const mostTexts = 2000;
const tokens = new Map<string, Token[]>();
const characters = new WeakMap<readonly Token[], StyledChar[]>();

/** As ink's tokenizer, with a memory: ink takes every line of every frame apart, and most lines are those of the frame before. */
export function tokenize(text: string, end?: number): Token[] {
	if (end !== undefined) {
		return tokensOf(text, end);
	}

	const known = tokens.get(text);
	if (known) {
		return known;
	}

	if (tokens.size >= mostTexts) {
		tokens.clear();
	}

	const found = tokensOf(text);
	tokens.set(text, found);
	return found;
}

export function styledCharsFromTokens(from: Token[]): StyledChar[] {
	const known = characters.get(from);
	if (known) {
		return known;
	}

	const found = charactersOf(from);
	characters.set(from, found);
	return found;
}
