import {parseJson} from '../../system/json.js';
import {type AgentResult} from './agent-scalars.js';
import {errorsFrom} from './agent-result.js';
import type {CountSums} from './count-sums.js';
import {DecadeRows} from './decade-rows.js';
import type {JsonCursor} from './json-cursor.js';
import type {NumberTemplate} from './number-template.js';
import type {SideSums} from './side-sums.js';

/** Two values stand before the numbers of an agent: what an absent number counts as, 0 or nothing. */
export const zeroIndex = 0;
export const emptyIndex = 1;
export const firstIndex = 2;

/** What differs between agents of a shape besides their numbers. */
export type Hole = 'distribution' | 'errors';

type Parts = {
	/** The text before, between and behind the holes. */
	readonly texts: readonly NumberTemplate[];
	/** Between each two texts, in their order. */
	readonly holes: readonly Hole[];
	/** For each of `scalarNames`, its place among the numbers. */
	readonly positions: Int32Array;
};

const none: AgentResult['errors'] = [];

/**
 * What the agents of a log have in common: the text around their numbers, in whatever order of keys, and which number is
 * which. An agent is read by comparing it with that text: no key is looked up, no object is made.
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

	/** Passes the agent here; false, and no step further, if it has another shape or unusual numbers. */
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

	/** Adds the agent that was passed last. */
	addTo(sums: SideSums, counts: CountSums): void {
		sums.addScalars(this.values, this.positions);
		sums.addErrors(this.errors);
		this.rows.addTo(counts);
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
