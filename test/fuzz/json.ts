import {type Random} from '../metrics/engines/embedded/random.js';

/** Values that programs often mishandle, as JSON or nearly JSON. */
const nasty: ReadonlyArray<(random: Random) => string> = [
	() => 'NaN',
	() => '-Infinity',
	() => 'Infinity',
	() => 'null',
	() => 'true',
	() => '-0',
	() => '1e999',
	() => '1e-400',
	() => '9007199254740993',
	() => '-1',
	() => '0.1',
	() => '1e15',
	() => '123456789012345678901234567890',
	() => '""',
	() => '[]',
	() => '{}',
	() => '\u{FEFF}',
	() => '1 2',
	() => String.raw`"\ud800"`,
	() => String.raw`"\u0000\u001b]0;x\u0007"`,
	() => '"\u202Eabc"',
	() => '"e\u0301🏳️‍🌈"',
	() => '{"__proto__": 1, "a": 2, "a": 3}',
	random => '['.repeat(random.below(3000)),
	random => `"${'x'.repeat(random.below(20_000))}"`,
	random => '9'.repeat(random.below(400) + 1),
];

/** The text with one to four changes: another value, a key or piece removed or duplicated, or a changed byte. */
export function changedJson(text: string, random: Random): string {
	let changed = text;
	for (let change = random.below(4); change >= 0; change--) {
		changed = random.of(changes)(changed, random);
	}

	return changed;
}

const values = /(?<=[:,\[]\s*)(?:"(?:[^"\\]|\\.)*"|-?[\d.][\d.eE+\-]*|null|true|false)(?=\s*[,\}\]])/gv;

function pieceOf(text: string, random: Random): readonly [start: number, end: number] {
	const found = [...text.matchAll(values)];
	if (found.length === 0 || random.below(4) === 0) {
		const start = random.below(text.length + 1);
		return [start, Math.min(text.length, start + random.below(40))];
	}

	const match = random.of(found);
	return [match.index, match.index + match[0].length];
}

const changes: ReadonlyArray<(text: string, random: Random) => string> = [
	(text, random) => {
		const [start, end] = pieceOf(text, random);
		return text.slice(0, start) + random.of(nasty)(random) + text.slice(end);
	},
	(text, random) => {
		const [start, end] = pieceOf(text, random);
		return text.slice(0, start) + text.slice(end);
	},
	(text, random) => {
		const [start, end] = pieceOf(text, random);
		return text.slice(0, end) + text.slice(start);
	},
	(text, random) => text.slice(0, random.below(text.length + 1)),
	(text, random) => {
		const at = random.below(text.length + 1);
		return text.slice(0, at) + String.fromCodePoint(random.below(256)) + text.slice(at + 1);
	},
];
