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
