// Bundles the program into dist/: one entry point per process (the program, its worker threads), with large parts in chunks of their own.
import {
	chmod, mkdir, readFile, rm, writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {plugins} from './build-plugins.mjs';
import {thirdPartyNotices} from './notices.mjs';
import {writeChunks} from './write-chunks.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const output = path.join(root, 'dist');
const packageJson = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));

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
	// Ink's layout engine checks for `fetch`, and the check alone makes Node load its HTTP client.
	define: {fetch: 'undefined', 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"'},
	legalComments: 'none',
	metafile: true,
	logLevel: 'warning',
};
const bundle = await build({
	...options,
	entryPoints: {cli: 'source/cli.ts'},
	splitting: true,
	format: 'esm',
	chunkNames: '[name]-[hash]',
	sourcemap: 'inline',
	sourcesContent: false,
	write: false,
	plugins: plugins(root),
});
const buildId = await writeChunks(bundle, output);
const others = await Promise.all([
	// A thread's script is a single CommonJS file, which Node loads fastest: other threads are already working while it starts.
	build({
		...options,
		entryPoints: {'log-worker': 'source/campaign/logs/log-worker.ts', 'agent-worker': 'source/campaign/agents/agent-worker.ts'},
		format: 'cjs',
		sourcemap: 'linked',
		sourcesContent: false,
		outExtension: {'.js': '.cjs'},
	}),
	build({
		...options,
		entryPoints: {launcher: 'source/launcher/launcher.ts', 'single-executable': 'source/launcher/single-executable.ts'},
		format: 'cjs',
		define: {
			...options.define, 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename', BUILD_ID: JSON.stringify(buildId),
		},
	}),
	build({
		...options,
		entryPoints: {cli: 'scripts/entry.cjs'},
		external: ['./launcher.js'],
		format: 'cjs',
		define: {NODE_RANGE: JSON.stringify(packageJson.engines.node)},
		// It prints the required version, so older Node versions must be able to parse it.
		target: 'node12',
	}),
]);
const metafiles = [bundle, ...others].map(({metafile}) => metafile);
await writeFile(path.join(output, 'THIRD-PARTY-NOTICES'), await thirdPartyNotices(metafiles, root));
await chmod(path.join(output, 'cli.js'), 0o755);
