// npm run benchmark [-- --quick]: installs, builds, and measures the explorer against its budgets.
import process from 'node:process';
import {install, root, run} from './install.mjs';

install();
run(process.execPath, ['scripts/build.mjs']);
process.chdir(root);
const {register} = await import('tsx/esm/api');
register();
await import(new URL('../test/benchmark/benchmark.ts', import.meta.url));
