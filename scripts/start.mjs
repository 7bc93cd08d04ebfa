// npm start [-- PATH …]: installs, builds if stale, and opens the explorer on the bundled campaign or on PATH.
import {spawn} from 'node:child_process';
import {constants} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {built, buildIfStale} from './build-if-stale.mjs';
import {install, root} from './install.mjs';

install();
buildIfStale();

const words = process.argv.slice(2);
const isNamed = words.some(word => !word.startsWith('-'));
const program = spawn(process.execPath, [built, ...words, ...(isNamed ? [] : [path.join(root, 'fixtures/test_case_1-incremental-it-1')])], {
	// A relative PATH refers to the user's working directory, not to the project folder.
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
// After a signal the exit status is the one that a shell would report.
program.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
