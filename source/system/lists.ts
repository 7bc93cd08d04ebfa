/**
 * The item at an index that is known to exist although the types cannot say so. Throws a RangeError (a bug in the program) otherwise: a blank
 * instead would be a wrong picture that nobody notices.
 */
export function itemAt<Item>(list: readonly Item[], index: number): Item {
	if (!(index >= 0 && index < list.length)) {
		throw new RangeError(`no item ${index} in a list of ${list.length}`);
	}

	return list[index] as Item;
}

/** Groups items by key; keys and items keep their order. Like `Map.groupBy` of newer Node versions. */
export function groupBy<Item, Key>(items: Iterable<Item>, keyOf: (item: Item) => Key): Map<Key, Item[]> {
	const groups = new Map<Key, Item[]>();
	for (const item of items) {
		const key = keyOf(item);
		const group = groups.get(key);
		if (group) {
			group.push(item);
		} else {
			groups.set(key, [item]);
		}
	}

	return groups;
}

/** The item after this one, the first after the last, as for a key that cycles through options; the first if it is not in the list. */
export const itemAfter = <Item>(items: readonly Item[], item: Item): Item => itemAt(items, (items.indexOf(item) + 1) % items.length);

/** The items without this one, or with it at the end if it was not among them. */
export const withToggled = <Item>(
	items: readonly Item[],
	item: Item,
	isSame: (item: Item, other: Item) => boolean = (a, b) => a === b,
): readonly Item[] => items.some(other => isSame(item, other)) ? items.filter(other => !isSame(item, other)) : [...items, item];

/** The largest of the numbers, of which there may be more than a call can have arguments; −Infinity without any. */
export function maxOf(values: Iterable<number>): number {
	let max = -Infinity;
	for (const value of values) {
		max = Math.max(max, value);
	}

	return max;
}

/** Like `maxOf`, the smallest; Infinity without any. */
export function minOf(values: Iterable<number>): number {
	let min = Infinity;
	for (const value of values) {
		min = Math.min(min, value);
	}

	return min;
}
