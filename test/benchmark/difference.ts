/** Where two tables (JSON values) differ: the path and both values; undefined where they are alike, numbers to 1e-9 of their size. */
export function difference(one: unknown, two: unknown, path = 'table'): string | undefined {
	if (typeof one === 'number' && typeof two === 'number') {
		return Math.abs(one - two) <= 1e-9 * Math.max(1, Math.abs(one), Math.abs(two)) ? undefined : `${path}: ${one} and ${two}`;
	}

	if (!isRecord(one) || !isRecord(two)) {
		return one === two ? undefined : `${path}: ${JSON.stringify(one)} and ${JSON.stringify(two)}`;
	}

	const names = new Set([...Object.keys(one), ...Object.keys(two)]);
	return [...names].map(name => difference(one[name], two[name], `${path}.${name}`)).find(found => found !== undefined);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
