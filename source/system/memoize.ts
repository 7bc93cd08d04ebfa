/** A function of an object that computes once for each: a key press asks again, and what was loaded does not change. */
export function memoizeEach<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
	const known = new WeakMap<Key, {readonly value: Value}>();
	return key => {
		const found = known.get(key) ?? {value: compute(key)};
		known.set(key, found);
		return found.value;
	};
}

/** A function that computes anew only where one of these parts of what it is given is another than the last time. */
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

/** A function that computes anew only where an argument is another than the last time. */
export function memoizeLast<Given extends readonly unknown[], Value>(compute: (...given: Given) => Value): (...given: Given) => Value {
	const memoized = memoizeBy((given: Given) => given, given => compute(...given));
	return (...given) => memoized(given);
}

/** A function of an object of options that computes anew only where one of them is another than the last time. */
export const memoizeOptions = <Options extends object, Value>(compute: (options: Options) => Value): (options: Options) => Value =>
	memoizeBy(options => Object.values(options) as readonly unknown[], compute);
