import {agentResultFrom} from './agent-result.js';
import {countsPerDecade, mostDecades, type CountSums} from './count-sums.js';
import {character} from './json-cursor.js';
import {parseJson} from './json.js';
import {NumberTemplate} from './number-template.js';
import {scalarNames, type AgentScalars, type SideSums} from './side-sums.js';

// Two values stand before the numbers of an agent: what an absent number counts as, 0 or nothing.
const placeOfZero = 0;
const placeOfNothing = 1;
const firstPlace = 2;

/**
 * What the agents of a log have in common: the text around their numbers, in whatever order of keys, and which number is
 * which. An agent is read by comparing it with that text: no key is looked up, no object is made.
 */
export class AgentShape {
	private readonly head: NumberTemplate;
	private readonly tail: NumberTemplate;
	private readonly places: Int32Array;
	private readonly values: Float64Array;
	private readonly firstCount: number;
	private readonly decades = new Int32Array(mostDecades);
	private rows = 0;

	/** `places` has the place in `values` for each of `scalarNames`. */
	private constructor(head: NumberTemplate, tail: NumberTemplate, places: Int32Array) {
		this.head = head;
		this.tail = tail;
		this.places = places;
		this.firstCount = firstPlace + head.size + tail.size;
		this.values = new Float64Array(this.firstCount + (mostDecades * countsPerDecade));
		this.values[placeOfNothing] = Number.NaN;
	}

	/** Learns the shape from the JSON of an agent that is in order; undefined for one with errors, or without a distribution. */
	static of(text: string): AgentShape | undefined {
		const {head, tail} = /^(?<head>.*"distribution"[ \t]*:[ \t]*\{)[^\{\}]*(?<tail>\}.*)$/sv.exec(text)?.groups ?? {};
		if (head === undefined || tail === undefined) {
			return undefined;
		}

		const [headParts, tailParts] = [partsOf(head), partsOf(tail)];
		const scalars = placesIn(headParts, tailParts);
		return scalars && new AgentShape(
			new NumberTemplate(headParts),
			new NumberTemplate(tailParts),
			Int32Array.from(scalarNames, name => Number.isNaN(scalars[name]) ? placeOfNothing : scalars[name]),
		);
	}

	/** Reads the agent at `start`; returns where it ends, −1 if it has another shape or unusual numbers. */
	match(bytes: Uint8Array, start: number): number {
		const rowsStart = this.head.match(bytes, start, this.values, firstPlace);
		const rowsEnd = rowsStart < 0 ? -1 : this.matchRows(bytes, rowsStart);
		return rowsEnd < 0 ? -1 : this.tail.match(bytes, rowsEnd, this.values, firstPlace + this.head.size);
	}

	/** Adds the agent that was matched last. */
	addTo(sums: SideSums, counts: CountSums): void {
		sums.addScalars(this.values, this.places);
		for (let row = 0; row < this.rows; row++) {
			counts.add(this.decades[row] ?? 0, this.values, this.firstCount + row * countsPerDecade);
		}
	}

	// Commas stand between decades only: the text behind the last one begins with a brace.
	private matchRows(bytes: Uint8Array, start: number): number {
		let at = start;
		let seen = 0;
		let rows = 0;
		let hasMore = bytes[at] === character.quote;
		while (hasMore) {
			const decade = (bytes[at + 1] ?? 0) - character.zero;
			const end = bytes[at] === character.quote ? readCounts(bytes, at + 2, this.values, this.firstCount + rows * countsPerDecade) : -1;
			if (end < 0 || decade < 0 || decade > 9 || (seen >> decade & 1) === 1) {
				return -1;
			}

			seen |= 1 << decade;
			this.decades[rows] = decade;
			rows++;
			hasMore = bytes[end] === character.comma && bytes[end + 1] === character.space;
			at = hasMore ? end + 2 : end;
		}

		this.rows = rows;
		return at;
	}
}

/** Reads `": [0, 12, …]` as Python prints it: whole numbers of up to nine digits. Returns the place behind, −1 if there is something else. */
function readCounts(bytes: Uint8Array, start: number, values: Float64Array, first: number): number {
	if (bytes[start] !== character.quote || bytes[start + 1] !== character.colon || bytes[start + 2] !== character.space || bytes[start + 3] !== character.openList) {
		return -1;
	}

	let at = start + 4;
	for (let index = 0; index < countsPerDecade; index++) {
		const digits = at;
		let count = 0;
		let digit = (bytes[at] ?? 0) - character.zero;
		while (digit >= 0 && digit <= 9) {
			count = count * 10 + digit;
			digit = (bytes[++at] ?? 0) - character.zero;
		}

		if (at === digits || at > digits + 9 || (at > digits + 1 && bytes[digits] === character.zero)) {
			return -1;
		}

		values[first + index] = count;
		if (index < countsPerDecade - 1) {
			if (bytes[at] !== character.comma || bytes[at + 1] !== character.space) {
				return -1;
			}

			at += 2;
		}
	}

	return bytes[at] === character.closeList ? at + 1 : -1;
}

/** The text before, between and behind its numbers. */
function partsOf(text: string): readonly string[] {
	const parts: string[] = [];
	let end = 0;
	for (const {0: token, index} of text.matchAll(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+\-]*/gsv)) {
		if (!token.startsWith('"')) {
			parts.push(text.slice(end, index));
			end = index + token.length;
		}
	}

	return [...parts, text.slice(end)];
}

// Reads the agent with places instead of its numbers: what comes out are the places of its numbers.
function placesIn(head: readonly string[], tail: readonly string[]): AgentScalars | undefined {
	const marker = `"0": [${Array.from({length: countsPerDecade}, () => placeOfZero).join(', ')}]`;
	try {
		const json = numbered(head, firstPlace) + marker + numbered(tail, firstPlace + head.length - 1);
		const {scalars, distribution: [row], errors} = agentResultFrom(parseJson(json), '');
		// The marker shows that this was the distribution indeed.
		return row?.counts[0] === placeOfZero && errors.length === 0 ? scalars : undefined;
	} catch {
		return undefined;
	}
}

const numbered = (parts: readonly string[], first: number): string =>
	parts.map((part, index) => index === 0 ? part : `${first + index - 1}${part}`).join('');
