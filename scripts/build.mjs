// Bundles the program into dist/: one entry per process (the program, its parsing workers), heavy parts in chunks of their own.
import {
	chmod, mkdir, rm, writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {plugins} from './build-plugins.mjs';
import {writeChunks} from './write-chunks.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const output = path.join(root, 'dist');

await rm(output, {recursive: true, force: true});
await mkdir(output, {recursive: true});
await writeFile(path.join(output, 'package.json'), JSON.stringify({type: 'commonjs'}));
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
const bundle = await build({
	...options,
	entryPoints: {cli: 'source/cli.ts'},
	splitting: true,
	format: 'esm',
	chunkNames: '[name]-[hash]',
	write: false,
	metafile: true,
	plugins: plugins(root),
});
await writeChunks(bundle, output);
// A thread is one file of the kind that Node loads fastest: while it starts, others work already.
await build({
	...options,
	entryPoints: {'log-worker': 'source/campaign/logs/log-worker.ts', 'agent-worker': 'source/campaign/agents/agent-worker.ts'},
	format: 'cjs',
	outExtension: {'.js': '.cjs'},
});
await chmod(path.join(output, 'cli.js'), 0o755);
try {
	const {compileAhead} = await import('./compile-ahead.mjs');
	await compileAhead(path.join(output, 'cli.js'), path.join(root, 'fixtures/test_case_1-incremental-it-1'));
} catch (error) {
	console.warn(`The program is built, but Node will compile it at each start: ${error.message}`);
}
