// Builds the program unless it is newer than its sources. Vitest runs it before the tests, some of which run the built program.
import {existsSync, readdirSync, statSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {root, run} from './install.mjs';

export const built = path.join(root, 'dist/cli.js');

const newest = folder => Math.max(...readdirSync(folder, {withFileTypes: true}).map(entry => {
	const file = path.join(folder, entry.name);
	return entry.isDirectory() ? newest(file) : statSync(file).mtimeMs;
}));

/** Builds the program if it is stale. Prints nothing to standard output, which belongs to the program that runs afterwards. */
export function buildIfStale() {
	// Everything that the build reads, including its own scripts.
	const sources = Math.max(
		...['source', 'scripts'].map(folder => newest(path.join(root, folder))),
		...['package.json', 'package-lock.json', 'tsconfig.json'].map(file => statSync(path.join(root, file)).mtimeMs),
	);
	if (!existsSync(built) || statSync(built).mtimeMs < sources) {
		run(process.execPath, ['scripts/build.mjs'], {stdio: ['ignore', 2, 'inherit']});
	}
}

/** Called by Vitest before the tests; in watch mode also before each rerun. */
export default function setup(project) {
	buildIfStale();
	project.onTestsRerun(buildIfStale);
}
