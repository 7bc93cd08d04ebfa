/**
 * The item at an index that is known to be in the list, where the types do not say so. Throws a RangeError, a fault of the program, where
 * it is not: a blank instead would be a wrong picture that nobody notices.
 */
export function itemAt<Item>(list: readonly Item[], index: number): Item {
	if (!(index >= 0 && index < list.length)) {
		throw new RangeError(`no item ${index} in a list of ${list.length}`);
	}

	return list[index] as Item;
}
