// npm test: installs, type-checks, lints, looks for dead exports, builds and runs every test; ends with the line "N passed, N failed, N skipped".
import process from 'node:process';
import {install, run} from './install.mjs';

const steps = [
	['install what is missing', install],
	['check types', () => run('npx', ['tsc', '--noEmit'])],
	['lint', () => run('npx', ['xo'])],
	['look for dead exports', () => run('npx', ['knip'])],
	['build', () => run(process.execPath, ['scripts/build.mjs'])],
	['test on other versions of Node', () => run(process.execPath, ['scripts/test-nodes.mjs'])],
	['test', () => run('npx', ['vitest', 'run', '--reporter=default', '--reporter=./scripts/summary-reporter.mjs', ...process.argv.slice(2)])],
];

for (const [index, [name, step]] of steps.entries()) {
	console.log(`${index + 1}/${steps.length} ${name}`);
	step();
}
