import type {Buffer} from 'node:buffer';
import type {AgentReceiver} from './agent-result.js';
import {AgentScanner} from './agent-scanner.js';
import {
	ByteWindow, type ReadBytes, character, JsonCursor,
} from './json-cursor.js';
import type {NameSet} from './name-set.js';

/** One side of an iteration: takes in its agents, and knows their names. */
export type ScannedSide = AgentReceiver & {
	readonly names: NameSet;
	/** The next agent comes, whose name of plain ASCII stands in these bytes. */
	readonly begin: (bytes: Buffer, from: number, to: number) => void;
};

/**
 * Reads controller logs by their bytes, several times as fast as by way of objects: the two lines that ombt writes, in any
 * order of keys, with unknown ones. Anything else (names that come twice, counts beyond a double's precision, broken JSON,
 * a missing result …) makes `scan` answer false: such a log is for the parser, which also knows what to call the mistake.
 */
export class LogScanner {
	private readonly cursor = new JsonCursor();
	private readonly agent = new AgentScanner(this.cursor);
	private readonly window: ByteWindow;
	/** Where the step began that may need more bytes. */
	private start = 0;

	/** `windowBytes`: how much of a file is at hand to begin with; the window's own choice by default. */
	constructor(windowBytes?: number) {
		this.window = new ByteWindow(windowBytes);
	}

	/** Adds a log's agents; false where it met something unusual, and then the sums hold a part of the log. */
	scan(read: ReadBytes, clients: ScannedSide, servers: ScannedSide): boolean {
		this.window.open(read);
		this.cursor.bytes = this.window.bytes;
		this.cursor.at = 0;
		return this.scanSide(clients) && this.whole(() => this.passLineEnd()) && this.scanSide(servers) && this.isBlankToTheEnd();
	}

	private scanSide(side: ScannedSide): boolean {
		const {cursor} = this;
		if (!this.whole(() => cursor.take(character.openObject) && cursor.bytes[cursor.at] !== 0)) {
			return false;
		}

		if (cursor.bytes[cursor.at] === character.closeObject) {
			cursor.at++;
			return true;
		}

		// Not by way of `whole`: its step would be another function for each side, which compiled code does not expect.
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

	// One `"name": {…}` with the comma or the brace behind it.
	private scanEntry(side: ScannedSide): boolean {
		const {cursor, agent} = this;
		cursor.skipBlanks();
		const nameStart = cursor.at + 1;
		if (!this.passName(side.names)) {
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
		agent.giveTo(side);
		return true;
	}

	// Objects list keys that are integers before all others, which is another order of agents: such a name is for the parser.
	private passName(names: NameSet): boolean {
		const {cursor} = this;
		const {bytes, at} = cursor;
		if (bytes[at] !== character.quote || isDigit(bytes[at + 1] ?? 0)) {
			return false;
		}

		cursor.at = names.pass(bytes, at + 1);
		if (bytes[cursor.at] !== character.quote) {
			return false;
		}

		cursor.at++;
		return true;
	}

	/** Does a step, again from its start with more bytes where it fails for want of them. */
	private whole(step: () => boolean): boolean {
		this.startStep();
		while (!step()) {
			if (!this.readMore()) {
				return false;
			}
		}

		return true;
	}

	// Meeting the end inside an agent is right but slow: code that was compiled for the usual way is thrown away.
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

	// Goes back to the start of the step.
	private refill(): boolean {
		const {cursor, window} = this;
		const hasMore = window.refill(this.start);
		cursor.bytes = window.bytes;
		cursor.at = 0;
		this.start = 0;
		return hasMore;
	}

	private passLineEnd(): boolean {
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
