// npm run test:nodes [-- VERSION …]: runs on the other supported versions of Node all tests that only call functions, and the explorer in a
// pseudo-terminal; on the newest, which differs most from the oldest, also the tests of threads, files, code cache and servers.
import path from 'node:path';
import process from 'node:process';
import {install, run} from './install.mjs';

const functions = ['--project', 'shared'];
const explorer = ['test/terminal/signals.test.ts', 'test/terminal/screens.test.ts'];
const dependentOnNode = ['test/bundle.test.ts', 'test/launcher', 'test/system', 'test/sources/hostile-archives.test.ts', 'test/sources/https.test.ts'];

install();
// Loads what has just been installed.
const {nodeFor, testedNodes} = await import('./nodes.mjs');
const isThis = version => version.split('.')[0] === process.versions.node.split('.')[0];
const requested = process.argv.slice(2);
for (const version of requested.length === 0 ? testedNodes.filter(version => !isThis(version)) : requested) {
	let node;
	try {
		node = await nodeFor('x64', version);
	} catch (error) {
		console.error(`Node ${version}: ${error.message}`);
		console.log('0 passed, 0 failed, 1 skipped');
		continue;
	}

	console.log(`on Node ${version}`);
	const isNewest = version === testedNodes.at(-1);
	for (const words of [functions, [...explorer, ...isNewest ? dependentOnNode : []]]) {
		run(node.binary, ['node_modules/vitest/vitest.mjs', 'run', '--reporter=dot', '--reporter=./scripts/summary-reporter.mjs', ...words], {
			env: {...process.env, PATH: `${path.dirname(node.binary)}${path.delimiter}${process.env.PATH}`},
		});
	}
}
