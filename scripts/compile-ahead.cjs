'use strict';
// compile-ahead.cjs PROGRAM CAMPAIGN: runs the commands of a built program one after the other in this process, the explorer (which
// somebody has to quit) last, and then writes beside each of its files what Node has compiled of it.
const {writeFileSync} = require('node:fs');
const process = require('node:process');

const [node, , program, campaign] = process.argv;
const {start, scripts} = require(program);

const iteration = ['--iteration', 'A-0'];
const runs = [
	['--help'],
	['table', campaign, '--format', 'json'],
	['table', campaign],
	['latency', campaign, ...iteration],
	['metrics', campaign, ...iteration, '--engine', 'embedded'],
	['metrics', campaign, ...iteration, '--engine', 'embedded', '--format', 'json'],
	['explore', campaign],
];

const {exit} = process;
function next() {
	const words = runs.shift();
	if (words) {
		process.argv = [node, program, ...words];
		start();
		return;
	}

	for (const [file, script] of scripts) {
		writeFileSync(`${file}.compiled`, script.createCachedData());
	}

	exit(0);
}

// It is how each of them ends.
process.exit = () => {
	setImmediate(next);
};

next();
