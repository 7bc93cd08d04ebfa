// npm start [-- PATH …]: installs, builds what is stale, and opens the explorer on the bundled campaign or on PATH.
import {spawn} from 'node:child_process';
import {existsSync, readdirSync, statSync} from 'node:fs';
import {constants} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {install, root, run} from './install.mjs';

const built = path.join(root, 'dist/cli.js');

const newest = folder => Math.max(...readdirSync(folder, {withFileTypes: true}).map(entry => {
	const file = path.join(folder, entry.name);
	return entry.isDirectory() ? newest(file) : statSync(file).mtimeMs;
}));

install();
// Whatever the build reads, the build itself among it.
const sources = Math.max(
	...['source', 'scripts'].map(folder => newest(path.join(root, folder))),
	...['package.json', 'package-lock.json', 'tsconfig.json'].map(file => statSync(path.join(root, file)).mtimeMs),
);
if (!existsSync(built) || statSync(built).mtimeMs < sources) {
	run(process.execPath, ['scripts/build.mjs'], {stdio: ['ignore', 2, 'inherit']});
}

const words = process.argv.slice(2);
const isNamed = words.some(word => !word.startsWith('-'));
const program = spawn(process.execPath, [built, ...words, ...(isNamed ? [] : [path.join(root, 'fixtures/test_case_1-incremental-it-1')])], {
	// A PATH is meant from where the user stood.
	cwd: process.env.INIT_CWD ?? process.cwd(),
	stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
	process.on(signal, () => program.kill(signal));
}

program.on('error', error => {
	console.error(`ombt-explorer: cannot run ${built}: ${error.message}`);
	process.exit(1);
});
// What a signal ended has the status that a shell gives it.
program.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
