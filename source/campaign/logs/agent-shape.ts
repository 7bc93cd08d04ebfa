import {parseJson} from '../../system/json.js';
import {
	type AgentReceiver, type AgentResult, errorsFrom, scalarNames, type AgentScalars, agentResultFrom,
} from './agent-result.js';
import {DecadeRows} from './decade-counts.js';
import type {JsonCursor} from './json-cursor.js';
import {NumberTemplate} from './number-reader.js';

/** The first two values are what absent numbers refer to: 0 and NaN. The agent's numbers follow. */
const zeroIndex = 0;
const emptyIndex = 1;
const firstIndex = 2;

/** The parts that differ between agents of a shape besides their numbers. */
export type Hole = 'distribution' | 'errors';

type Parts = {
	/** The text before, between and after the holes. */
	readonly texts: readonly NumberTemplate[];
	/** The holes between consecutive texts, in order. */
	readonly holes: readonly Hole[];
	/** For each of `scalarNames`, its index among the numbers. */
	readonly positions: Int32Array;
};

const none: AgentResult['errors'] = [];

/**
 * The common layout of a log's agents: the text around their numbers, with keys in any order, and the meaning of each number. Agents are read by
 * matching against that text, without looking up keys or creating objects.
 */
export class AgentShape {
	private readonly texts: readonly NumberTemplate[];
	private readonly holes: readonly Hole[];
	private readonly positions: Int32Array;
	private readonly values: Float64Array;
	private readonly rows = new DecadeRows();
	private errors = none;

	constructor({texts, holes, positions}: Parts) {
		this.texts = texts;
		this.holes = holes;
		this.positions = positions;
		this.values = new Float64Array(firstIndex + texts.reduce((size, text) => size + text.size, 0));
		this.values[emptyIndex] = Number.NaN;
	}

	/** Reads the agent at the cursor; returns false without moving if it has another shape or unusual numbers. */
	take(cursor: JsonCursor): boolean {
		const {texts, values} = this;
		const start = cursor.at;
		let first = firstIndex;
		for (let index = 0; index < texts.length; index++) {
			const text = texts[index];
			const end = text?.match(cursor.bytes, cursor.at, values, first) ?? -1;
			cursor.at = end;
			if (end < 0 || !this.takeHole(cursor, this.holes[index])) {
				cursor.at = start;
				return false;
			}

			first += text?.size ?? 0;
		}

		return true;
	}

	/** Passes on the last agent read. */
	sendTo(receiver: AgentReceiver): void {
		receiver.addScalars(this.values, this.positions);
		receiver.addErrors(this.errors);
		this.rows.sendTo(receiver);
	}

	private takeHole(cursor: JsonCursor, hole: Hole | undefined): boolean {
		return hole === undefined || (hole === 'distribution' ? this.rows.take(cursor) : this.takeErrors(cursor));
	}

	private takeErrors(cursor: JsonCursor): boolean {
		this.errors = none;
		if (cursor.takeEmptyObject()) {
			return true;
		}

		const text = cursor.takeObject();
		try {
			this.errors = text === undefined ? none : errorsFrom(parseJson(text), '');
		} catch {
			return false;
		}

		return text !== undefined;
	}
}

/** Placeholders for the holes while learning a shape; no number has the index they contain. */
const markers = {
	distribution: `"0": [${Array.from({length: 10}, () => zeroIndex).join(', ')}]`,
	errors: `{"": ${zeroIndex}}`,
} as const satisfies Record<Hole, string>;

const holePattern
	= /(?<="distribution"[ \t]*:[ \t]*\{)(?<distribution>(?:[^"\{\}]|"(?:[^"\\]|\\.)*")*)(?=\})|(?<="errors"[ \t]*:[ \t]*)\{(?:[^"\{\}]|"(?:[^"\\]|\\.)*")*\}/gsv;

/** Learns the shape of an agent with valid JSON; undefined unless it has exactly one distribution and one `errors`. */
export function shapeOf(json: string): AgentShape | undefined {
	const holes: Hole[] = [];
	const texts: Array<readonly string[]> = [];
	let end = 0;
	for (const {0: hole, index, groups} of json.matchAll(holePattern)) {
		holes.push(groups?.distribution === undefined ? 'errors' : 'distribution');
		texts.push(splitAtNumbers(json.slice(end, index)));
		end = index + hole.length;
	}

	texts.push(splitAtNumbers(json.slice(end)));
	const scalars = holes.length === 2 && holes[0] !== holes[1] ? indexesIn(texts, holes) : undefined;
	return scalars && new AgentShape({
		texts: texts.map(parts => new NumberTemplate(parts)),
		holes,
		positions: Int32Array.from(scalarNames, name => Number.isNaN(scalars[name]) ? emptyIndex : scalars[name]),
	});
}

/** The text before, between and after its numbers. */
function splitAtNumbers(text: string): readonly string[] {
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

// Parses the agent with each number replaced by its index, which yields the index of each field.
function indexesIn(texts: ReadonlyArray<readonly string[]>, holes: readonly Hole[]): AgentScalars | undefined {
	let position = firstIndex;
	const number = (part: string, index: number): string => index === 0 ? part : `${position++}${part}`;
	const json = texts.map((parts, index) => {
		const hole = holes[index];
		return parts.map((part, at) => number(part, at)).join('') + (hole ? markers[hole] : '');
	}).join('');
	try {
		const {scalars, distribution: [row], errors: [error]} = agentResultFrom(parseJson(json), '');
		// The markers confirm that the holes really are the distribution and the errors.
		return row?.counts[0] === zeroIndex && error?.[1] === zeroIndex ? scalars : undefined;
	} catch {
		return undefined;
	}
}
