let segmenter: Intl.Segmenter | undefined;

/** What a reader takes for the characters of a text, however many code points each is made of. */
export function graphemesOf(text: string): readonly string[] {
	// Made when it is first needed: most runs never do, and it takes 10 ms.
	segmenter ??= new Intl.Segmenter('en', {granularity: 'grapheme'});
	return Array.from(segmenter.segment(text), ({segment}) => segment);
}
