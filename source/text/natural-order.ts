let collator: Intl.Collator | undefined;

/** Compares names as people order them: A-2 before A-10. */
export function naturalOrder(a: string, b: string): number {
	// Made when it is first needed: most runs never sort by names.
	collator ??= new Intl.Collator('en', {numeric: true});
	return collator.compare(a, b);
}
