import {Buffer} from 'node:buffer';
import {
	mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {openCache} from '../../source/campaign/files/cache.js';
import {noConsoleFacts} from '../../source/campaign/files/consoles.js';
import {loadIterations} from '../../source/campaign/files/load.js';
import {openCampaign} from '../../source/campaign/files/parameters.js';
import {readLogs} from '../../source/campaign/logs/read-logs.js';
import {isLoaded, type Iteration} from '../../source/campaign/model/iteration.js';
import {problemsOf} from '../../source/campaign/problems/problems.js';
import {columns} from '../../source/campaign/query/columns.js';
import {columnTexts} from '../../source/campaign/query/column-text.js';
import {parseFilter} from '../../source/campaign/query/filter.js';
import {digest} from '../../source/system/cache-file.js';
import {AppError} from '../../source/system/errors.js';
import {reduce} from '../../source/ui/keys/bindings.js';
import {KeyReader, type Key} from '../../source/ui/terminal/key-reader.js';
import type {State} from '../../source/ui/state/state.js';
import {fuzzOnce} from '../metrics/engines/embedded/fuzz.js';
import {Random} from '../metrics/engines/embedded/random.js';
import {
	agent, entry, goodLog, logOf,
} from '../campaign-content.js';
import {stateWith} from '../ui/state-builder.js';
import {changedJson} from './json.js';

/** Reads one input generated from the seed. Throws if the program misbehaves. */
type Target = (seed: number) => Promise<void>;

const folder = mkdtempSync(path.join(tmpdir(), 'ombt-explorer-fuzz-'));
process.on('exit', () => {
	rmSync(folder, {recursive: true, force: true});
});

const fixture = fileURLToPath(new URL('../../fixtures/test_case_1-incremental-it-1', import.meta.url));
const realParameters = readFileSync(path.join(fixture, 'params.json'), 'utf8');
const realLog = logOf({
	'client-0': agent({errors: {'MessagingTimeout: timed out 42': 3}}), 'client-1': agent({msgs_fail: 1}),
}, {'server-0': agent()});

const write = (name: string, content: string | Uint8Array): string => {
	const file = path.join(folder, name);
	mkdirSync(path.dirname(file), {recursive: true});
	writeFileSync(file, content);
	return file;
};

/** Computes everything that screens and commands show of iterations. */
function showAll(iterations: readonly Iteration[]): void {
	const loaded = iterations.filter(iteration => isLoaded(iteration));
	for (const column of columns) {
		columnTexts(column, loaded, {ascii: false});
	}

	for (const {sentence, severity} of problemsOf(iterations)) {
		check(typeof sentence === 'string' && severity !== undefined, 'a problem without words');
	}
}

function check(holds: boolean, what: string): asserts holds {
	if (!holds) {
		throw new Error(what);
	}
}

const log: Target = async seed => {
	const random = new Random(seed);
	const outcome = readLogs([write('log/a.log', changedJson(realLog, random)), ...random.below(2) === 0 ? [write('log/b.log', goodLog)] : []]);
	if (outcome.status === 'skipped') {
		check(outcome.reason !== '' && !outcome.reason.includes('\n'), `a reason of several lines: ${outcome.reason}`);
		return;
	}

	for (const side of [outcome.clients, outcome.servers]) {
		check(side.agents >= 0 && Number.isFinite(side.ok) && Number.isFinite(side.failed), 'counts that are no numbers');
	}
};

const parameters: Target = async seed => {
	write('campaign/params.json', changedJson(realParameters, new Random(seed)));
	try {
		const iterations: Iteration[] = [];
		for await (const iteration of loadIterations(await openCampaign(path.join(folder, 'campaign')), {cache: false})) {
			iterations.push(iteration);
		}

		showAll(iterations);
	} catch (error) {
		expectKnown(error);
	}
};

const words = [
	'driver',
	'p99',
	'clients',
	'_ombt_clients',
	'call_type',
	'nbr_clients',
	'iteration_id',
	'=',
	'!=',
	'<',
	'>=',
	'~',
	'&',
	'|',
	'!',
	'(',
	')',
	'"',
	'\'',
	'\\',
	' ',
	',',
	'*',
	'10',
	'-1',
	'1e9',
	'NaN',
	'broker',
	'é',
	'\u0000',
	'\u001B[31m',
	'👩‍🚀',
	'and',
	'or',
	'not',
];

const filter: Target = async seed => {
	const random = new Random(seed);
	const text = Array.from({length: random.below(40)}, () => random.of(words)).join('').repeat(1 + random.below(3));
	try {
		const matches = parseFilter(text);
		matches({
			...entryOf(), status: 'skipped', code: 'log-empty', reason: 'x', consoleEnd: null,
		});
	} catch (error) {
		expectKnown(error);
	}
};

const entryOf = () => ({
	index: 1, label: 'A-0', title: 'A-0', iterationId: 'A-0', backupDir: 'A-0', driver: 'broker', callType: 'rpc-call', ranAs: 'rpc-call', parameters: entry('A-0'),
});

const sequences = ['\u001B', '\u001B[', '\u001BO', '\u001B[200~', '\u001B[201~', '\u001B[27u', '\u001B[99;5u', '\u001B[<0;1;1M', '\u001B]0;x\u0007', '\u001B[1;5A', '\u009B', '\r', '\t', '\u007F', '/', '?', ':', 's', 'C', 'X', 'e', '\u0003'];

const keys: Target = async seed => {
	const random = new Random(seed);
	let state: State = stateWith();
	const reader = new KeyReader((key: Key) => {
		state = reduce(state, key);
	}, () => () => undefined);
	for (let count = random.below(60); count > 0; count--) {
		reader.push(random.below(3) === 0 ? Buffer.from([random.below(256)]) : random.of(sequences));
	}

	reader.close();
	check(typeof state.screen === 'string', 'a state without a screen');
};

const cache: Target = async seed => {
	const random = new Random(seed);
	const location = path.join(folder, 'cache');
	const logs = [{
		path: '/a.log', name: 'a.log', size: 1, modified: '1',
	}];
	const file = path.join(location, digest('/campaign'));
	rmSync(location, {recursive: true, force: true});
	const fresh = await openCache('/campaign', {folder: location});
	const outcome = {...readLogs([write('log/a.log', realLog)]), consoles: noConsoleFacts};
	fresh.set(logs, outcome);
	await fresh.save();
	const content = readFileSync(file, 'utf8');
	const end = content.indexOf('\n');
	// Damage below a valid digest is not tested for: only this user can write cache files.
	writeFileSync(file, random.below(2) === 0 ? changedJson(content, random) : `${content.slice(0, random.below(end + 1))}${content.slice(end)}`);
	const known = (await openCache('/campaign', {folder: location})).get(logs);
	check(known === undefined || JSON.stringify(known) === JSON.stringify(outcome), 'a damaged entry was taken');
};

function expectKnown(error: unknown): void {
	if (!(error instanceof AppError)) {
		throw error;
	}

	check(!error.message.includes('\n'), `an error of several lines: ${error.message}`);
}

/** The fuzz targets by name, as in `npm run fuzz -- --target NAME`. */
export const targets: Readonly<Record<string, Target>> = {
	database: fuzzOnce, log, parameters, filter, keys, cache,
};
