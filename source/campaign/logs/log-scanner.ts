import type {Buffer} from 'node:buffer';
import type {AgentReceiver} from './agent-result.js';
import {AgentScanner} from './agent-scanner.js';
import {
	ByteWindow, type ReadBytes, character, JsonCursor,
} from './json-cursor.js';
import type {NameSet} from './name-set.js';

/** Receives the agents of one side of an iteration, and knows their names. */
export type ScannedSide = AgentReceiver & {
	readonly names: NameSet;
	/** Starts the next agent, whose name is in these bytes, in plain ASCII. */
	readonly begin: (bytes: Buffer, from: number, to: number) => void;
};

/**
 * Scans controller logs at byte level, several times as fast as via objects: the two lines that ombt writes, with keys in any order and unknown
 * ones allowed. For anything else (duplicate names, counts beyond a double's precision, invalid JSON, missing results …) `scan` returns false:
 * such a log is left to the parser, which also describes the mistake.
 */
export class LogScanner {
	private readonly cursor = new JsonCursor();
	private readonly agent = new AgentScanner(this.cursor);
	private readonly window: ByteWindow;
	/** Start of the current step, which may need more bytes. */
	private start = 0;

	/** `windowBytes`: initial size of the window; by default that of the window itself. */
	constructor(windowBytes?: number) {
		this.window = new ByteWindow(windowBytes);
	}

	/** Adds the agents of a log; false if it met something unusual, in which case the sums contain only part of the log. */
	scan(read: ReadBytes, clients: ScannedSide, servers: ScannedSide): boolean {
		this.window.open(read);
		this.cursor.bytes = this.window.bytes;
		this.cursor.at = 0;
		return this.scanSide(clients) && this.runStep(() => this.skipLineEnd()) && this.scanSide(servers) && this.isBlankToTheEnd();
	}

	private scanSide(side: ScannedSide): boolean {
		const {cursor} = this;
		if (!this.runStep(() => cursor.take(character.openObject) && cursor.bytes[cursor.at] !== 0)) {
			return false;
		}

		if (cursor.bytes[cursor.at] === character.closeObject) {
			cursor.at++;
			return true;
		}

		// Not via `runStep`: its step would be a different closure per side, which would deoptimise compiled code.
		do {
			this.startStep();
			while (!this.scanEntry(side)) {
				if (!this.readMore()) {
					return false;
				}
			}
		} while (cursor.bytes[cursor.at - 1] === character.comma);

		return true;
	}

	// One `"name": {…}` with the comma or brace that follows.
	private scanEntry(side: ScannedSide): boolean {
		const {cursor, agent} = this;
		cursor.skipBlanks();
		const nameStart = cursor.at + 1;
		if (!this.skipName(side.names)) {
			return false;
		}

		const nameEnd = cursor.at - 1;
		if (!cursor.take(character.colon) || !agent.scan()) {
			return false;
		}

		cursor.skipBlanks();
		const byte = cursor.bytes[cursor.at];
		if ((byte !== character.comma && byte !== character.closeObject) || !side.names.add()) {
			return false;
		}

		cursor.at++;
		side.begin(cursor.bytes, nameStart, nameEnd);
		agent.sendTo(side);
		return true;
	}

	// Objects list integer keys before all others, which changes the order of agents: such a name is left to the parser.
	private skipName(names: NameSet): boolean {
		const {cursor} = this;
		const {bytes, at} = cursor;
		if (bytes[at] !== character.quote || isDigit(bytes[at + 1] ?? 0)) {
			return false;
		}

		cursor.at = names.hash(bytes, at + 1);
		if (bytes[cursor.at] !== character.quote) {
			return false;
		}

		cursor.at++;
		return true;
	}

	/** Runs a step, restarting it after reading more bytes if it ran out of them. */
	private runStep(step: () => boolean): boolean {
		this.startStep();
		while (!step()) {
			if (!this.readMore()) {
				return false;
			}
		}

		return true;
	}

	// Reaching the end within an agent would be correct but slow: code optimised for the usual path would be discarded.
	private startStep(): void {
		const {cursor, window} = this;
		this.start = cursor.at;
		if (window.isLow(cursor.at)) {
			this.refill();
		}
	}

	private readMore(): boolean {
		return this.cursor.at >= this.window.end && this.refill();
	}

	// Returns to the start of the step.
	private refill(): boolean {
		const {cursor, window} = this;
		const hasMore = window.refill(this.start);
		cursor.bytes = window.bytes;
		cursor.at = 0;
		this.start = 0;
		return hasMore;
	}

	private skipLineEnd(): boolean {
		const {cursor} = this;
		cursor.skipBlanks();
		cursor.at += cursor.bytes[cursor.at] === character.carriageReturn ? 1 : 0;
		if (cursor.bytes[cursor.at] !== character.lineFeed) {
			return false;
		}

		cursor.at++;
		return true;
	}

	private isBlankToTheEnd(): boolean {
		const {cursor, window} = this;
		do {
			while (cursor.at < window.end) {
				if (!isBlank(cursor.bytes[cursor.at] ?? 0)) {
					return false;
				}

				cursor.at++;
			}

			this.start = window.end;
		} while (this.refill());

		return true;
	}
}

const isDigit = (byte: number): boolean => byte >= character.zero && byte <= 57;

const isBlank = (byte: number): boolean =>
	byte === character.space || byte === character.tab || byte === character.lineFeed || byte === character.carriageReturn;
