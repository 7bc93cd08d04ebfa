/** The first difference between two tables (JSON values): its path and both values; undefined if they are equal, numbers to a relative 1e-9. */
export function difference(item: unknown, two: unknown, path = 'table'): string | undefined {
	if (typeof item === 'number' && typeof two === 'number') {
		return Math.abs(item - two) <= 1e-9 * Math.max(1, Math.abs(item), Math.abs(two)) ? undefined : `${path}: ${item} and ${two}`;
	}

	if (!isRecord(item) || !isRecord(two)) {
		return item === two ? undefined : `${path}: ${JSON.stringify(item)} and ${JSON.stringify(two)}`;
	}

	const names = new Set([...Object.keys(item), ...Object.keys(two)]);
	return [...names].map(name => difference(item[name], two[name], `${path}.${name}`)).find(found => found !== undefined);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
