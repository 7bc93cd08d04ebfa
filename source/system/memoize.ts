/** Memoizes a function of an object by identity: every key press calls it again, and loaded data does not change. */
export function memoizeEach<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
	const known = new WeakMap<Key, {readonly value: Value}>();
	return key => {
		const found = known.get(key) ?? {value: compute(key)};
		known.set(key, found);
		return found.value;
	};
}

/** Memoizes the last call; recomputes only if one of the given parts of its argument has changed. */
export function memoizeBy<Given, Value>(partsOf: (given: Given) => readonly unknown[], compute: (given: Given) => Value): (given: Given) => Value {
	let last: {readonly parts: readonly unknown[]; readonly value: Value} | undefined;
	return given => {
		const parts = partsOf(given);
		if (!last || parts.some((item, index) => item !== last?.parts[index])) {
			last = {parts, value: compute(given)};
		}

		return last.value;
	};
}

/** Memoizes the last call; recomputes only if an argument has changed. */
export function memoizeLast<Given extends readonly unknown[], Value>(compute: (...given: Given) => Value): (...given: Given) => Value {
	const memoized = memoizeBy((given: Given) => given, given => compute(...given));
	return (...given) => memoized(given);
}

/** Memoizes the last call of a function with an options object; recomputes only if an option has changed. */
export const memoizeOptions = <Options extends object, Value>(compute: (options: Options) => Value): (options: Options) => Value =>
	memoizeBy(options => Object.values(options) as readonly unknown[], compute);
