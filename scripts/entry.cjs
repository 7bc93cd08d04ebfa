#!/usr/bin/env node
'use strict';
/* global NODE_RANGE -- set by the build, from package.json */
// Becomes dist/cli.js. Old Node versions cannot parse the program, so they get one line instead.
const {nodeProblem} = require('./node-version.cjs');

const problem = nodeProblem(process.versions.node, NODE_RANGE);
if (problem) {
	console.error(problem);
	process.exitCode = 1;
} else {
	require('./launcher.js');
}
