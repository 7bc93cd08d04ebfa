let collator: Intl.Collator | undefined;

/** Compares names in natural order: A-2 before A-10. */
export function naturalOrder(a: string, b: string): number {
	// Created lazily: most runs never sort by name.
	collator ??= new Intl.Collator('en', {numeric: true});
	return collator.compare(a, b);
}
