/** A function of an object that computes once for each: a key press asks again, and what was loaded does not change. */
export function rememberEach<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
	const known = new WeakMap<Key, {readonly value: Value}>();
	return key => {
		const found = known.get(key) ?? {value: compute(key)};
		known.set(key, found);
		return found.value;
	};
}

/** A function that computes anew only where an argument is another than the last time. */
export function rememberLast<Given extends readonly unknown[], Value>(compute: (...given: Given) => Value): (...given: Given) => Value {
	let last: {readonly given: Given; readonly value: Value} | undefined;
	return (...given) => {
		if (!last || given.some((one, place) => one !== last?.given[place])) {
			last = {given, value: compute(...given)};
		}

		return last.value;
	};
}
