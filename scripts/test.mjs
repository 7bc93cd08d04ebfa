// npm test: installs, type-checks, lints, looks for dead exports, builds and runs every test; ends with the line "N passed, N failed, N skipped".
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import process from 'node:process';
import {install, root, run} from './install.mjs';

const lint = ['lint', 'npx', 'xo'];

/** Steps that run at the same time as the linter, which keeps one processor busy for about as long as all of them take. */
const besideLint = [
	['check types', 'npx', 'tsc', '--noEmit'],
	['look for dead exports', 'npx', 'knip'],
	['build', process.execPath, 'scripts/build.mjs'],
	['test on other versions of Node', process.execPath, 'scripts/test-nodes.mjs'],
];

const steps = 2 + [lint, ...besideLint].length;
let begun = 0;
const announce = name => {
	console.log(`${++begun}/${steps} ${name}`);
};

/** Runs steps one after the other until one fails, and prints the output of each when it ends. Returns the names of those that failed. */
async function inTurn(someSteps) {
	for (const [name, command, ...words] of someSteps) {
		const child = spawn(command, words, {cwd: root, stdio: ['ignore', 'pipe', 'pipe']});
		const output = [];
		for (const stream of [child.stdout, child.stderr]) {
			stream.on('data', bytes => output.push(bytes));
		}

		const [status] = await once(child, 'close');
		announce(name);
		process.stdout.write(Buffer.concat(output));
		if (status !== 0) {
			return [name];
		}
	}

	return [];
}

announce('install what is missing');
install();
const failed = (await Promise.all([inTurn([lint]), inTurn(besideLint)])).flat();
if (failed.length > 0) {
	console.error(`ombt-explorer: failed: ${failed.join(', ')}`);
	process.exit(1);
}

announce('test');
run('npx', ['vitest', 'run', '--reporter=default', '--reporter=./scripts/summary-reporter.mjs', ...process.argv.slice(2)]);
