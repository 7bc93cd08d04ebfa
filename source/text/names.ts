let collator: Intl.Collator | undefined;

/** Compares names in natural order: A-2 before A-10. */
export function naturalOrder(a: string, b: string): number {
	// Created lazily: most runs never sort by name.
	collator ??= new Intl.Collator('en', {numeric: true});
	return collator.compare(a, b);
}

/** The most likely intended name; undefined if none is close (up to two letters in five may differ). */
export const closest = (typed: string, names: readonly string[]): string | undefined => byDistance(typed, names)[0]?.name;

/** What to say about a name that does not exist: `did you mean NAME?`, or if none is close `otherwise`, by default all names. */
export function suggestion(typed: string, names: readonly string[], otherwise = `choose from ${names.join(', ')}`): string {
	const near = closest(typed, names);
	return near === undefined ? otherwise : `did you mean ${near}?`;
}

/** The most likely intended names, at most three: those that contain the typed letters in order, then the closest by edit distance. */
export function nearest(typed: string, names: readonly string[]): readonly string[] {
	const near = byDistance(typed, names);
	const longer = byDistance(typed, names, 1).filter(({name}) => hasInOrder(name.toLowerCase(), typed.toLowerCase()));
	const all = [...longer, ...near.filter(({distance}) => distance === near[0]!.distance)].map(({name}) => name);
	return [...new Set(all)].slice(0, 3);
}

/** Whether a text contains these letters in this order, possibly with others in between. */
function hasInOrder(text: string, letters: string): boolean {
	let found = 0;
	for (const letter of text) {
		found += letter === letters[found] ? 1 : 0;
	}

	return letters !== '' && found === letters.length;
}

/** The names of which at most this share of letters differs, closest first. */
const byDistance = (typed: string, names: readonly string[], share = 0.4) => names
	.map(name => ({name, distance: editDistance(typed.toLowerCase(), name.toLowerCase())}))
	.filter(({name, distance}) => distance <= Math.max(typed.length, name.length) * share)
	.sort((a, b) => a.distance - b.distance);

/** Edit distance: the number of insertions, deletions and substitutions that turn one text into the other (V. I. Levenshtein, 1965). */
function editDistance(a: string, b: string): number {
	let row = Array.from({length: b.length + 1}, (_, position) => position);
	let distance = b.length;
	for (const [index, letter] of [...a].entries()) {
		let diagonal = index;
		distance = index + 1;
		const next = [distance];
		for (const [position, above] of row.slice(1).entries()) {
			distance = Math.min(diagonal + (letter === b[position] ? 0 : 1), above + 1, distance + 1);
			diagonal = above;
			next.push(distance);
		}

		row = next;
	}

	return distance;
}
