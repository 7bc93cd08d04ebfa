import process from 'node:process';
import {parentPort, workerData} from 'node:worker_threads';
import {agentNumbers, type Agents} from './agent-table.js';
import {readAgents} from './read-agents.js';

process.setSourceMapsEnabled(process.env.DEBUG !== undefined);

/** A worker thread that reads the agents from the log files given in `workerData`, posts them and ends. */
const files: readonly string[] = Array.isArray(workerData) ? workerData.map(String) : [];
const agents = readAgents(files);
parentPort?.postMessage(agents, buffersOf(agents));

function buffersOf(answer: Agents): ArrayBuffer[] {
	if (answer.status === 'failed') {
		return [];
	}

	const arrays = [answer.clients, answer.servers].flatMap(({columns, parts, bins}) => [
		bins.starts, bins.positions, bins.counts, ...agentNumbers.map(name => columns[name]), ...parts ? [parts.host, parts.topic, parts.pid] : [],
	]);
	return arrays.map(({buffer}) => buffer).filter(buffer => buffer instanceof ArrayBuffer);
}
