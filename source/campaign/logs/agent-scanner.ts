import {parseJson} from '../../system/json.js';
import {
	type AgentReceiver, type AgentResult, agentResultFrom, handOver,
} from './agent-result.js';
import {type AgentShape, shapeOf} from './agent-shape.js';
import type {JsonCursor} from './json-cursor.js';

/** Logs have a handful: few agents lack a minimum, or report in another order. */
const maxShapes = 16;

/** Reads one agent after the other: by a shape that it knows, else as an object, whose shape it remembers. */
export class AgentScanner {
	private readonly cursor: JsonCursor;
	private readonly shapes: AgentShape[] = [];
	private latest = 0;
	/** The agent that was read last, if it was read as an object. */
	private result: AgentResult | undefined;

	constructor(cursor: JsonCursor) {
		this.cursor = cursor;
	}

	/** Passes the agent here; it counts only once it is added. False where it is none that counts as usual. */
	scan(): boolean {
		const {cursor, shapes} = this;
		for (let tried = 0; tried < shapes.length; tried++) {
			const index = (this.latest + tried) % shapes.length;
			if (shapes[index]?.take(cursor)) {
				this.latest = index;
				this.result = undefined;
				return true;
			}
		}

		return this.scanObject();
	}

	/** Hands over the agent that was read last. */
	giveTo(receiver: AgentReceiver): void {
		if (this.result) {
			handOver(this.result, receiver);
		} else {
			this.shapes[this.latest]?.giveTo(receiver);
		}
	}

	private scanObject(): boolean {
		const {cursor} = this;
		const start = cursor.at;
		const text = cursor.takeObject();
		if (text === undefined) {
			return false;
		}

		try {
			this.result = agentResultFrom(parseJson(text), '');
		} catch {
			return false;
		}

		this.learn(text, start);
		return this.result.distribution.every(({counts}) => counts.every(count => Number.isSafeInteger(count) && count >= 0));
	}

	// A shape that does not fit its own example is of no use: that one has numbers of another kind.
	private learn(text: string, start: number): void {
		const shape = this.shapes.length < maxShapes ? shapeOf(text) : undefined;
		const {at} = this.cursor;
		this.cursor.at = start;
		if (shape?.take(this.cursor)) {
			this.latest = this.shapes.push(shape) - 1;
		}

		this.cursor.at = at;
	}
}
