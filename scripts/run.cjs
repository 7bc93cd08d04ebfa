'use strict';
// node scripts/run.cjs NAME …: runs scripts/NAME.mjs, which old Node versions cannot parse.
const {engines} = require('../package.json');
const {nodeProblem} = require('./node-version.cjs');

const problem = nodeProblem(process.versions.node, engines.node);
if (problem) {
	console.error(problem);
	process.exitCode = 1;
} else {
	const [name] = process.argv.splice(2, 1);
	import('./' + name + '.mjs');
}
