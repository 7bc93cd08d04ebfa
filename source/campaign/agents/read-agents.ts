import path from 'node:path';
import {messageOf} from '../../system/errors.js';
import type {SideName} from '../model/iteration.js';
import {isObject} from '../../system/json.js';
import type {LogContents} from '../logs/log-contents.js';
import {parseLine, readLines} from '../logs/log-parser.js';
import {buildAgentTable, earliestStart, type AgentRecord} from './build-agent-table.js';
import type {Agents, DuplicateAgent} from './agent-table.js';

/**
 * Reads the agents of one iteration from its logs, one by one and not summed. A name that comes back in a later log replaces
 * the earlier result, as in the notebook, and is listed. Blocks for 0.3 s on 11,000 agents: `loadAgents` gives it a thread.
 */
export function readAgents(files: readonly string[], contents?: LogContents): Agents {
	try {
		const [clients, servers] = [new Collection('clients'), new Collection('servers')];
		for (const [index, file] of files.entries()) {
			collect({file, contents, shard: shardOf(path.basename(file), index)}, [clients, servers]);
		}

		const start = earliestStart([...clients.records.values(), ...servers.records.values()]);
		return {
			status: 'loaded',
			clients: buildAgentTable(clients.records, start),
			servers: buildAgentTable(servers.records, start),
			duplicates: [...clients.duplicates(), ...servers.duplicates()],
		};
	} catch (error) {
		return {status: 'failed', reason: messageOf(error)};
	}
}

/** The number that a log's name ends with (`…-A-0-1.log`), else its position among the iteration's logs. */
export const shardOf = (name: string, index: number): number => Number(/-(?<shard>\d+)\.log$/v.exec(name)?.groups?.shard ?? index);

class Collection {
	readonly records = new Map<string, AgentRecord>();
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
}

type Source = {readonly file: string; readonly contents: LogContents | undefined; readonly shard: number};

function collect({file, contents, shard}: Source, sides: readonly Collection[]): void {
	const name = path.basename(file);
	const lines = readLines(file, contents);
	for (const [index, side] of sides.entries()) {
		const results = parseLine(lines[index]!, name);
		if (!isObject(results)) {
			throw new Error(`${name}: line ${index + 1} is not an object of agents`);
		}

		for (const [agent, result] of Object.entries(results)) {
			if (!isObject(result)) {
				throw new Error(`${name}: agent ${agent} is not an object`);
			}

			side.add(agent, {result, shard});
		}
	}
}
