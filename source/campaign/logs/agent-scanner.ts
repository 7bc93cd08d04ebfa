import {parseJson} from '../../system/json.js';
import {
	type AgentReceiver, type AgentResult, agentResultFrom, sendResult,
} from './agent-result.js';
import {type AgentShape, shapeOf} from './agent-shape.js';
import type {JsonCursor} from './json-cursor.js';

/** Logs have a handful: a few agents lack a minimum, or report in another order. */
const maxShapes = 16;

/** Reads agents one by one: by a known shape, or otherwise as an object whose shape it then learns. */
export class AgentScanner {
	private readonly cursor: JsonCursor;
	private readonly shapes: AgentShape[] = [];
	private latest = 0;
	/** The last agent read, if it was read as an object. */
	private result: AgentResult | undefined;

	constructor(cursor: JsonCursor) {
		this.cursor = cursor;
	}

	/** Scans the agent at the cursor; it counts only once passed on by `sendTo`. False if it is unusual. */
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

	/** Passes on the last agent read. */
	sendTo(receiver: AgentReceiver): void {
		if (this.result) {
			sendResult(this.result, receiver);
		} else {
			this.shapes[this.latest]?.sendTo(receiver);
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

	// A shape that does not match its own example is useless: that agent has numbers in an unusual format.
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
