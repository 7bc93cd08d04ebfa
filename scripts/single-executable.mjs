// Makes a single executable from dist/: Node's binary with the program and its files in a section of its own.
import {spawnSync} from 'node:child_process';
import {
	chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import pty from '@lydell/node-pty';
import {root} from './install.mjs';
import {executableNode, isNative, nodeFor} from './nodes.mjs';

const built = path.join(root, 'dist');
const campaign = path.join(root, 'fixtures/test_case_1-incremental-it-1');

/** Marks the byte in Node's binary that tells whether the section exists; from Node's documentation. */
const sentinelFuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

/** Runs whose compiled code is embedded in the executable: each loads code that the others do not. */
const warmUps = [
	['table', campaign],
	['latency', campaign],
	['trend', campaign, '--metric', 'client_latency_p99', '--width', '80'],
	['metrics', campaign, '--iteration', 'A-2', '--engine', 'embedded'],
	['aggregate', campaign],
];

/** Writes the Linux executable for an architecture to a file. Throws if Node's package is not available, or if a step fails. */
export async function makeExecutable(architecture, output) {
	const node = await nodeFor(architecture, executableNode);
	const work = await mkdtemp(path.join(tmpdir(), 'ombt-explorer-package-'));
	try {
		const assets = {
			...await builtAssets(),
			'THIRD-PARTY-NOTICES': await noticesWithNode(node, path.join(work, 'notices')),
			'compiled-code': await compiledCode(architecture, node, work),
		};
		const blob = await makeBlob({assets, architecture}, work);
		await mkdir(path.dirname(output), {recursive: true});
		const staged = path.join(work, 'executable');
		await copyFile(node.binary, staged);
		await chmod(staged, 0o755);
		// In a separate process, because it prints many irrelevant warnings.
		run(process.execPath, [fileURLToPath(import.meta.resolve('postject/dist/cli.js')), staged, 'NODE_SEA_BLOB', blob, '--sentinel-fuse', sentinelFuse]);
		await copyFile(staged, `${output}.staged`);
		await rename(`${output}.staged`, output);
	} finally {
		await rm(work, {recursive: true, force: true});
	}
}

/** The chunks and the scripts of threads, by name. */
async function builtAssets() {
	const others = new Set(['cli.js', 'launcher.js', 'single-executable.js']);
	const names = (await readdir(built)).filter(name => /\.c?js$/v.test(name) && !others.has(name));
	return Object.fromEntries(names.map(name => [name, path.join(built, name)]));
}

async function noticesWithNode({license}, file) {
	const [ours, nodes] = await Promise.all([path.join(built, 'THIRD-PARTY-NOTICES'), license].map(async name => readFile(name, 'utf8')));
	await writeFile(file, `${ours}\n${'-'.repeat(80)}\n\nnode ${executableNode} (MIT, and those of its parts)\n\n${nodes.trim()}\n`);
	return file;
}

/**
 * The code that this version of Node compiles from the program, in the format of the code cache; an empty file if this machine cannot run that
 * architecture.
 */
async function compiledCode(architecture, {binary}, work) {
	const empty = path.join(work, 'empty');
	await writeFile(empty, '');
	if (!isNative(architecture)) {
		return empty;
	}

	const cache = path.join(work, 'cache');
	const env = {PATH: process.env.PATH, XDG_CACHE_HOME: cache, LC_ALL: 'C.UTF-8'};
	const program = path.join(built, 'cli.js');
	for (const words of warmUps) {
		run(binary, [program, ...words], {env});
	}

	await openAllScreens(binary, [program, campaign], env);

	const code = path.join(cache, 'ombt-explorer/code');
	const [name] = await readdir(code);
	return path.join(code, name);
}

const keys = ['2', '3', '4', '5', '6', '7', '?', '\u001B', 'q'];
const keyIntervalMs = 300;
const maxOpenMs = 30_000;

/** Opens each screen of the explorer, then quits. */
async function openAllScreens(file, words, env) {
	const explorer = pty.spawn(file, words, {cols: 120, rows: 40, env});
	const left = [...keys];
	let timer;
	explorer.onData(() => {
		timer ??= setInterval(() => {
			explorer.write(left.shift() ?? '');
		}, keyIntervalMs);
	});
	const timeout = setTimeout(() => {
		explorer.kill('SIGKILL');
	}, maxOpenMs);
	const {exitCode, signal} = await new Promise(resolve => {
		explorer.onExit(resolve);
	});
	clearInterval(timer);
	clearTimeout(timeout);
	if (exitCode !== 0 || signal) {
		throw new Error(`the explorer ended with ${signal || exitCode} while its code was compiled`);
	}
}

/** The content of the section. Its format depends on Node's version, but not on the architecture, so this machine's Node writes it for both. */
async function makeBlob({assets, architecture}, work) {
	const output = path.join(work, 'blob');
	const config = path.join(work, 'config.json');
	await writeFile(config, JSON.stringify({
		main: path.join(built, 'single-executable.js'),
		output,
		assets,
		disableExperimentalSEAWarning: true,
		useCodeCache: isNative(architecture),
	}));
	const {binary} = await nodeFor(process.arch, executableNode);
	run(binary, ['--experimental-sea-config', config]);
	return output;
}

function run(file, words, options = {}) {
	const {status, error, stderr} = spawnSync(file, words, {encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, ...options});
	if (error || status !== 0) {
		throw new Error(`${file} ${words.join(' ')} failed: ${error?.message ?? stderr}`);
	}
}
