// npm test: installs, type-checks, lints, builds and runs every test; ends with the line "N passed, N failed, N skipped".
import process from 'node:process';
import {install, run} from './install.mjs';

install();
run('npx', ['tsc', '--noEmit']);
run('npx', ['xo']);
run(process.execPath, ['.scripts/build.mjs']);
run('npx', ['vitest', 'run', '--test-timeout=30000', '--reporter=default', '--reporter=./.scripts/summary-reporter.mjs', ...process.argv.slice(2)]);
