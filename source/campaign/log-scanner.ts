import type {AgentColumns} from './agents.js';
import {AgentScanner} from './agent-scanner.js';
import {ByteWindow, type ReadBytes} from './byte-window.js';
import {character, JsonCursor} from './json-cursor.js';
import type {NameSet} from './name-set.js';

/** One side of an iteration: its agents, and the names met so far in all its logs. */
export type ScannedSide = {readonly columns: AgentColumns; readonly names: NameSet};

/**
 * Reads controller logs by their bytes, several times as fast as by way of objects: the two lines that ombt writes, in any
 * order of keys, with unknown ones. Anything else (names that come twice, counts beyond a double's precision, broken JSON,
 * a missing result …) makes `scan` answer false: such a log is for the parser, which also knows what to call the mistake.
 */
export class LogScanner {
	private readonly cursor = new JsonCursor();
	private readonly agent = new AgentScanner(this.cursor);
	private readonly window: ByteWindow;

	/** `windowBytes`: how much of a file is at hand, a megabyte by default. */
	constructor(windowBytes?: number) {
		this.window = new ByteWindow(windowBytes);
	}

	/** Adds a log's agents; false where it met something unusual, and then the columns hold a part of the log. */
	scan(read: ReadBytes, clients: ScannedSide, servers: ScannedSide): boolean {
		this.window.open(read);
		this.cursor.bytes = this.window.bytes;
		this.cursor.at = 0;
		return this.scanSide(clients) && this.whole(() => this.passLineEnd()) && this.scanSide(servers) && this.isBlankToTheEnd();
	}

	private scanSide({columns, names}: ScannedSide): boolean {
		const {cursor, agent} = this;
		agent.startSide(columns);
		if (!this.whole(() => cursor.take(character.openObject) && cursor.bytes[cursor.at] !== 0)) {
			return false;
		}

		if (cursor.bytes[cursor.at] === character.closeObject) {
			cursor.at++;
			return true;
		}

		const scanEntry = () => this.scanEntry(names);
		do {
			this.readAhead();
			if (!this.whole(scanEntry)) {
				return false;
			}
		} while (cursor.bytes[cursor.at - 1] === character.comma);

		return agent.endSide();
	}

	// One `"name": {…}` with the comma or the brace behind it.
	private scanEntry(names: NameSet): boolean {
		const {cursor, agent} = this;
		cursor.skipBlanks();
		const name = cursor.at + 1;
		if (!cursor.takeAsciiString()) {
			return false;
		}

		const nameEnd = cursor.at - 1;
		if (!cursor.take(character.colon) || !agent.scan()) {
			return false;
		}

		cursor.skipBlanks();
		const byte = cursor.bytes[cursor.at];
		if (byte !== character.comma && byte !== character.closeObject) {
			return false;
		}

		if (!names.add(cursor.bytes, name, nameEnd)) {
			return false;
		}

		cursor.at++;
		agent.accept();
		return true;
	}

	// Meeting the end inside an agent is right but slow: code that was compiled for the usual way is thrown away.
	private readAhead(): void {
		const {cursor, window} = this;
		if (window.isLow(cursor.at)) {
			this.refill(cursor.at);
		}
	}

	private refill(from: number): boolean {
		const {cursor, window} = this;
		const hasMore = window.refill(from);
		cursor.bytes = window.bytes;
		cursor.at = 0;
		return hasMore;
	}

	/** Repeats a step from its start with more bytes when it failed for want of them. */
	private whole(step: () => boolean): boolean {
		const {cursor, window} = this;
		let start = cursor.at;
		while (!step()) {
			if (cursor.at < window.end || !this.refill(start)) {
				return false;
			}

			start = 0;
		}

		return true;
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
				if ((cursor.bytes[cursor.at] ?? 0) > character.space) {
					return false;
				}

				cursor.at++;
			}
		} while (this.refill(window.end));

		return true;
	}
}
