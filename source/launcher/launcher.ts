import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import process from 'node:process';
import {pathToFileURL} from 'node:url';
import {Script} from 'node:vm';
import {errorReport, isDebugging} from '../system/error-report.js';
import {cacheFolder, isInCampaign} from '../system/cache-folder.js';
import type {CodeRun} from '../system/save-code.js';
import {
	addCode, codeFileName, noCode, readCode,
} from './code-cache.js';

/*
Loads the program's chunks: those of every run are in one file, the large ones in one each. Node reads one file of functions sooner
than forty modules, and sooner still what V8 has compiled in an earlier run.
*/

/** Set by the build: a hash of all chunks. */
declare const BUILD_ID: string;

type Meta = {
	readonly url: string;
	readonly saveCode: (run: CodeRun) => Promise<void>;
};
type Chunk = (holder: {exports: unknown}, load: (id: string) => unknown, meta: Meta) => void;
type Chunks = Readonly<Record<string, Chunk>>;

/** A disk that takes longer for some 2 MB than V8 takes to compile them is not waited for (ms). */
const readTimeoutMs = 250;
const writeTimeoutMs = 500;

const folder = import.meta.dirname;
const nodeRequire = createRequire(import.meta.filename);

/** Runs the program. */
async function start(): Promise<void> {
	const words = process.argv.slice(2);
	const isDebug = isDebugging(process.env, words);
	const file = isDebug || words.includes('--no-cache') ? undefined : await codeFile();
	let known = file === undefined ? noCode : await within(readTimeoutMs, readCode(file));
	const scripts = new Map<string, Script>();
	// Node itself maps the stacks of modules that it has loaded itself.
	process.setSourceMapsEnabled(isDebug);
	const chunksIn = (name: string): Chunks => {
		const filename = path.join(folder, `${name}.js`);
		if (isDebug) {
			return nodeRequire(filename) as Chunks;
		}

		const script = new Script(readFileSync(filename, 'utf8'), {filename, cachedData: known?.scripts.get(name)});
		scripts.set(name, script);
		return script.runInThisContext() as Chunks;
	};

	const meta: Meta = {
		url: pathToFileURL(import.meta.filename).href,
		async saveCode({command, campaignFolder, isEnd}) {
			if (file !== undefined && known !== undefined && !await isInCampaign(path.dirname(file), campaignFolder)) {
				const adding = addCode(file, known, {command, scripts, mayHaveGrown: isEnd && command === 'explore'});
				// Where it cannot be written the next run compiles again.
				known = await within(writeTimeoutMs, adding.catch(() => undefined));
			}
		},
	};
	run(chunksIn, meta);
}

function run(chunksIn: (name: string) => Chunks, meta: Meta): void {
	const core = chunksIn('core');
	const loaded = new Map<string, {exports: unknown}>();
	const load = (id: string): unknown => {
		if (!id.startsWith('./')) {
			return nodeRequire(id);
		}

		const name = path.basename(id, '.js');
		let module = loaded.get(name);
		if (!module) {
			module = {exports: {}};
			loaded.set(name, module);
			const chunk = core[name] ?? chunksIn(name)[name];
			chunk?.(module, load, meta);
		}

		return module.exports;
	};

	load('./cli');
}

async function codeFile(): Promise<string | undefined> {
	const location = await cacheFolder('code');
	return location === undefined ? undefined : path.join(location, codeFileName(BUILD_ID));
}

/** What the work comes to; undefined where it takes longer. */
async function within<Result>(timeoutMs: number, work: Promise<Result>): Promise<Result | undefined> {
	let timer: NodeJS.Timeout | undefined;
	const timeout = new Promise<undefined>(resolve => {
		timer = setTimeout(() => {
			resolve(undefined);
		}, timeoutMs);
	});
	try {
		return await Promise.race([work, timeout]);
	} finally {
		clearTimeout(timer);
	}
}

// What is built of this is CommonJS.
// eslint-disable-next-line unicorn/prefer-top-level-await
start().catch((error: unknown) => {
	process.stderr.write(`${errorReport(error).join('\n')}\n`);
	process.exitCode = 1;
});
