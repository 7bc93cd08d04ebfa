'use strict';
// Loaded by any Node from version 12 on: newer syntax and modules must not be used.

/** The message for a Node version (`process.versions.node`) that is older than the range in package.json (`>=20.19`); undefined for a recent one. */
exports.nodeProblem = function (version, range) {
	const needed = range.replace('>=', '');
	const have = version.split('.').map(Number);
	const want = needed.split('.').map(Number);
	const isNewEnough = have[0] === want[0] ? have[1] >= want[1] : have[0] > want[0];
	return isNewEnough ? undefined : 'ombt-explorer: needs Node.js ' + needed + ' or newer, and this is Node.js ' + version + ' (' + process.execPath + ')';
};
