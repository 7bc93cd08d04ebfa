import type {createRequire} from 'node:module';
import path from 'node:path';
import process from 'node:process';
import {pathToFileURL} from 'node:url';
import {Script} from 'node:vm';
import {errorReport, isDebugging} from '../system/error-report.js';
import {cacheFolder, isInCampaign} from '../system/cache-folder.js';
import type {CodeRun} from '../system/program-files.js';
import {
	addCode, codeFileName, type CompiledCode, noCode, readCode,
} from './code-cache.js';

/*
Loads the program's chunks: those needed by every run are in one file, each large one has its own. Node loads one file of functions faster than
forty modules, and code that V8 compiled in an earlier run faster still.
*/

/** Set by the build: a hash of all chunks. */
declare const BUILD_ID: string;

/** Where the program's files are: next to the launcher, or in a single executable. */
export type ProgramFiles = {
	/** File name of the launcher; the program's other files are, or would be, next to it. */
	readonly launcher: string;
	/** The text of a file. */
	readonly read: (name: string) => string;
	readonly require: ReturnType<typeof createRequire>;
	/** Whether `require` can load the program's files, with source maps. */
	readonly canRequireChunks: boolean;
	/** Code compiled by the build, for a program without a code cache. */
	readonly compiled: () => CompiledCode;
	/** Passed to modules, which otherwise look for files next to the launcher. */
	readonly asset?: (name: string) => string;
};

type Meta = {
	readonly url: string;
	readonly asset: ProgramFiles['asset'];
	readonly saveCode: (run: CodeRun) => Promise<void>;
};
type Chunk = (holder: {exports: unknown}, load: (id: string) => unknown, meta: Meta) => void;
type Chunks = Readonly<Record<string, Chunk>>;

/** If the disk needs longer for some 2 MB than V8 needs to compile them, do not wait (ms). */
const readTimeoutMs = 250;
const writeTimeoutMs = 500;

/** Runs the program and reports its errors; resolves once it has started. */
export async function start(files: ProgramFiles): Promise<void> {
	try {
		await startFrom(files);
	} catch (error) {
		process.stderr.write(`${errorReport(error).join('\n')}\n`);
		process.exitCode = 1;
	}
}

async function startFrom(files: ProgramFiles): Promise<void> {
	const words = process.argv.slice(2);
	const isDebug = isDebugging(process.env, words);
	const file = isDebug || words.includes('--no-cache') ? undefined : await codeFile();
	let known = await knownCode(file, files);
	const scripts = new Map<string, Script>();
	// Node applies source maps only to modules that it has loaded itself.
	process.setSourceMapsEnabled(isDebug);
	const chunksIn = (name: string): Chunks => {
		const filename = path.join(path.dirname(files.launcher), `${name}.js`);
		if (isDebug && files.canRequireChunks) {
			return files.require(filename) as Chunks;
		}

		const script = new Script(files.read(`${name}.js`), {filename, cachedData: known?.scripts.get(name)});
		scripts.set(name, script);
		return script.runInThisContext() as Chunks;
	};

	const meta: Meta = {
		url: pathToFileURL(files.launcher).href,
		asset: files.asset,
		async saveCode({command, campaignFolder, isEnd}) {
			if (file !== undefined && known !== undefined && !await isInCampaign(path.dirname(file), campaignFolder)) {
				const adding = addCode(file, known, {command, scripts, mayHaveGrown: isEnd && command === 'explore'});
				// If it cannot be written, the next run compiles again.
				known = await within(writeTimeoutMs, adding.catch(() => undefined));
			}
		},
	};
	run(chunksIn, files.require, meta);
}

/** The cached code; undefined if reading took too long, in which case nothing is added to it either. */
async function knownCode(file: string | undefined, {compiled}: ProgramFiles): Promise<CompiledCode | undefined> {
	const cached = file === undefined ? noCode : await within(readTimeoutMs, readCode(file));
	return cached === noCode ? compiled() : cached;
}

function run(chunksIn: (name: string) => Chunks, nodeRequire: ProgramFiles['require'], meta: Meta): void {
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

/** The result of the work; undefined if it takes longer than the timeout. */
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
