// Bundles the program into dist/: one entry per process (the program, its parsing workers), heavy parts in chunks of their own.
import {
	chmod, mkdir, readFile, rm,
} from 'node:fs/promises';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const output = path.join(root, 'dist');

const stubDevtools = {
	name: 'stub-devtools',
	setup(bundler) {
		bundler.onResolve({filter: /^react-devtools-core$/}, () => ({path: 'react-devtools-core', namespace: 'stub'}));
		bundler.onLoad({filter: /.*/, namespace: 'stub'}, () => ({contents: 'export default {}'}));
	},
};

// The client of Docker brings SSH, and what builds images: both read files beside themselves, and neither is needed here.
const slimDocker = {
	name: 'slim-docker',
	setup(bundler) {
		bundler.onLoad({filter: /[\\/](?:dockerode[\\/]lib[\\/]session|docker-modem[\\/]lib[\\/]ssh)\.js$/}, () => ({contents: 'module.exports = undefined'}));
	},
};

// Meow corrects package files of others, and makes its lists of licences ready for that as it loads; it also gets ready to run
// programs, and runs none. Ours is correct, and this was a tenth of the time of a short run.
const slimmer = [
	['requireNormalize();', '() => {};'],
	['import { execFile } from \'node:child_process\';', ''],
	['promisify(execFile);', ''],
];
const slimMeow = {
	name: 'slim-meow',
	setup(bundler) {
		bundler.onLoad({filter: /[\\/]meow[\\/]build[\\/]dependencies\.js$/}, async ({path: file}) => {
			let contents = await readFile(file, 'utf8');
			for (const [found, instead] of slimmer) {
				if (contents.split(found).length !== 2) {
					throw new Error(`${file} is another than the build knows`);
				}

				contents = contents.replace(found, instead);
			}

			return {contents};
		});
	},
};

// Ink and its helpers measure every line several times a frame: they share our quick measure. That asks the library where it
// must, which then is made ready: its tables of emoji take 15 ms that most runs do not need.
const widthModule = path.join(root, 'source/text/width.ts');
const quickWidth = {
	name: 'quick-width',
	setup(bundler) {
		bundler.onResolve({filter: /^string-width$/}, ({importer, kind}) =>
			kind === 'require-call' ? undefined : {path: importer === widthModule ? 'late' : 'quick', namespace: 'quick-width'});
		bundler.onLoad({filter: /^quick$/, namespace: 'quick-width'}, () => ({
			contents: `export {widthOf as default} from ${JSON.stringify(widthModule)}`, resolveDir: root,
		}));
		bundler.onLoad({filter: /^late$/, namespace: 'quick-width'}, () => ({
			contents: 'export default text => require("string-width").default(text)', resolveDir: root,
		}));
	},
};

// Ink makes an object of every cell of every frame; ours joins ready lines.
const outputModule = path.join(root, 'source/ui/terminal/joined-output.ts');
const joinedOutput = {
	name: 'joined-output',
	setup(bundler) {
		bundler.onLoad({filter: /[\\/]ink[\\/]build[\\/]output\.js$/}, () => ({
			contents: `export {JoinedOutput as default} from ${JSON.stringify(outputModule)}`, resolveDir: root,
		}));
	},
};

await rm(output, {recursive: true, force: true});
await mkdir(output, {recursive: true});
const options = {
	absWorkingDir: root,
	outdir: output,
	bundle: true,
	minify: true,
	platform: 'node',
	target: 'node20',
	// Ink's layout engine looks whether there is a fetch: looking alone makes Node load its whole HTTP client.
	define: {fetch: 'undefined', 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"'},
	legalComments: 'none',
	logLevel: 'warning',
};
await build({
	...options,
	entryPoints: {cli: 'source/cli.ts'},
	splitting: true,
	format: 'esm',
	chunkNames: '[name]-[hash]',
	banner: {js: 'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);'},
	plugins: [stubDevtools, slimDocker, slimMeow, quickWidth, joinedOutput],
});
// A thread is one file of the kind that Node loads fastest: while it starts, others work already.
await build({
	...options,
	entryPoints: {'log-worker': 'source/campaign/logs/log-worker.ts', 'agent-worker': 'source/campaign/agents/agent-worker.ts'},
	format: 'cjs',
	outExtension: {'.js': '.cjs'},
});
await chmod(path.join(output, 'cli.js'), 0o755);
