'use strict';
// Loaded by any Node from 12 on: no newer syntax, no newer modules.

/** What to say of a version of Node (`process.versions.node`) that is older than the range of package.json (`>=20.19`) wants; undefined where it is not. */
exports.nodeProblem = function (version, range) {
	const needed = range.replace('>=', '');
	const have = version.split('.').map(Number);
	const want = needed.split('.').map(Number);
	const isNewEnough = have[0] === want[0] ? have[1] >= want[1] : have[0] > want[0];
	return isNewEnough ? undefined : 'ombt-explorer: needs Node.js ' + needed + ' or newer, and this is Node.js ' + version + ' (' + process.execPath + ')';
};
