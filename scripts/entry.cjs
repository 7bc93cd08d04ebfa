#!/usr/bin/env node
'use strict';
/* global NODE_RANGE -- set by the build, from package.json */
// Becomes dist/cli.js. An old Node could not even read the program: it gets one line instead.
const {nodeProblem} = require('./node-version.cjs');

const problem = nodeProblem(process.versions.node, NODE_RANGE);
if (problem) {
	console.error(problem);
	process.exitCode = 1;
} else {
	require('./launcher.js');
}
