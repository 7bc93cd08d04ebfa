import path from 'node:path';
import type {Buffer} from 'node:buffer';
import {messageOf} from '../../system/errors.js';
import type {SideName} from '../model/iteration.js';
import {isObject} from '../../system/json.js';
import {agentResultFrom, sendResult, type AgentResult} from '../logs/agent-result.js';
import type {LogContents} from '../logs/log-contents.js';
import {parseLine, readLines} from '../logs/log-parser.js';
import {LogScanner, type ScannedSide} from '../logs/log-scanner.js';
import {NameSet} from '../logs/name-set.js';
import {scanFile} from '../logs/read-logs.js';
import {AgentTableBuilder} from './agent-table-builder.js';
import type {Agents, DuplicateAgent} from './agent-table.js';

/**
 * Reads the individual agents of one iteration from its logs: with the scanner, or with the parser if the scanner meets anything unusual. A name
 * that reappears in a later log replaces the earlier result, as in the notebook, and is listed. Blocks for about a second per 100,000 agents:
 * `loadAgents` runs it in a thread.
 */
export function readAgents(files: readonly string[], contents?: LogContents): Agents {
	try {
		const {clients, servers, duplicates} = scanned(files, contents) ?? parsed(files, contents);
		const starts = [clients.earliest, servers.earliest].filter(start => !Number.isNaN(start));
		const earliest = starts.length === 0 ? Number.NaN : Math.min(...starts);
		return {
			status: 'loaded', clients: clients.build(earliest), servers: servers.build(earliest), duplicates,
		};
	} catch (error) {
		return {status: 'failed', reason: messageOf(error)};
	}
}

/** The number at the end of a log's name (`…-A-0-1.log`), otherwise its index among the iteration's logs. */
export const shardOf = (name: string, index: number): number => Number(/-(?<shard>\d+)\.log$/v.exec(name)?.groups?.shard ?? index);

type ReadSides = {readonly clients: AgentTableBuilder; readonly servers: AgentTableBuilder; readonly duplicates: readonly DuplicateAgent[]};

function scanned(files: readonly string[], contents: LogContents | undefined): ReadSides | undefined {
	const scanner = new LogScanner();
	const [clients, servers] = [new ScannedAgents(), new ScannedAgents()];
	for (const [index, file] of files.entries()) {
		clients.shard = shardOf(path.basename(file), index);
		servers.shard = clients.shard;
		if (!scanFile(scanner, file, [clients, servers], contents)) {
			return undefined;
		}
	}

	return {clients, servers, duplicates: []};
}

/** One side whose agents are scanned. */
class ScannedAgents extends AgentTableBuilder implements ScannedSide {
	readonly names = new NameSet();
	/** Number of the current log. */
	shard = 0;

	begin(bytes: Buffer, from: number, to: number): void {
		this.beginAgent(bytes.toString('latin1', from, to), this.shard);
	}
}

function parsed(files: readonly string[], contents: LogContents | undefined): ReadSides {
	const [clients, servers] = [new ParsedAgents('clients'), new ParsedAgents('servers')];
	for (const [index, file] of files.entries()) {
		collect({file, contents, shard: shardOf(path.basename(file), index)}, [clients, servers]);
	}

	return {clients: clients.toBuilder(), servers: servers.toBuilder(), duplicates: [...clients.duplicates(), ...servers.duplicates()]};
}

type AgentRecord = {readonly result: AgentResult; readonly shard: number};

/** One side whose agents are parsed; the last agent of a name wins. */
class ParsedAgents {
	private readonly records = new Map<string, AgentRecord>();
	private readonly side: SideName;
	private readonly shards = new Map<string, number[]>();

	constructor(side: SideName) {
		this.side = side;
	}

	add(name: string, record: AgentRecord): void {
		const earlier = this.records.get(name);
		if (earlier) {
			this.shards.set(name, [...this.shards.get(name) ?? [earlier.shard], record.shard]);
		}

		this.records.set(name, record);
	}

	duplicates(): readonly DuplicateAgent[] {
		return [...this.shards].map(([name, shards]) => ({side: this.side, name, shards}));
	}

	toBuilder(): AgentTableBuilder {
		const builder = new AgentTableBuilder();
		for (const [name, {result, shard}] of this.records) {
			builder.beginAgent(name, shard);
			sendResult(result, builder);
		}

		return builder;
	}
}

type Source = {readonly file: string; readonly contents: LogContents | undefined; readonly shard: number};

function collect({file, contents, shard}: Source, sides: readonly ParsedAgents[]): void {
	const name = path.basename(file);
	const lines = readLines(file, contents);
	for (const [index, side] of sides.entries()) {
		const results = parseLine(lines[index]!, name);
		if (!isObject(results)) {
			throw new Error(`${name}: line ${index + 1} is not an object of agents`);
		}

		for (const [agent, result] of Object.entries(results)) {
			side.add(agent, {result: agentResultFrom(result, `${name}: agent ${agent}`), shard});
		}
	}
}
