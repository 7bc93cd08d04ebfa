/** The name that was most likely meant; undefined where none is near (two letters in five may differ). */
export function closest(typed: string, names: readonly string[]): string | undefined {
	const near = names
		.map(name => ({name, distance: editDistance(typed.toLowerCase(), name.toLowerCase())}))
		.filter(({name, distance}) => distance <= Math.max(typed.length, name.length) * 0.4)
		.sort((a, b) => a.distance - b.distance);
	return near[0]?.name;
}

/** Letters to add, drop or replace to make one text of the other (V. I. Levenshtein, 1965). */
function editDistance(a: string, b: string): number {
	let row = Array.from({length: b.length + 1}, (_, position) => position);
	for (const [index, letter] of [...a].entries()) {
		const next = [index + 1];
		for (let position = 1; position <= b.length; position++) {
			const replaced = (row[position - 1] ?? 0) + (letter === b[position - 1] ? 0 : 1);
			next.push(Math.min(replaced, (row[position] ?? 0) + 1, (next[position - 1] ?? 0) + 1));
		}

		row = next;
	}

	return row[b.length] ?? 0;
}
