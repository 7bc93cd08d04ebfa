#!/usr/bin/env node
'use strict';
// Loads the program's chunks: those of every run are in one file, the heavy ones in one each. Node reads one file of functions
// sooner than forty modules, and sooner still what it need not compile: the build has put that beside each file.
const {readFileSync} = require('node:fs');
const path = require('node:path');
const {pathToFileURL} = require('node:url');
const {Script} = require('node:vm');

const scripts = new Map();
const meta = {
	get url() {
		return pathToFileURL(__filename).href;
	},
};

function chunksIn(name) {
	const filename = path.join(__dirname, `${name}.js`);
	const script = scripts.get(filename) ?? new Script(readFileSync(filename, 'utf8'), {filename, cachedData: compiled(filename)});
	scripts.set(filename, script);
	return script.runInThisContext();
}

// That of another version of Node is passed over.
function compiled(filename) {
	try {
		return readFileSync(`${filename}.compiled`);
	} catch {
		return undefined;
	}
}

/** Runs the program. */
function start() {
	const core = chunksIn('core');
	const loaded = new Map();
	const load = id => {
		if (!id.startsWith('./')) {
			return require(id);
		}

		const name = path.basename(id, '.js');
		let module = loaded.get(name);
		if (!module) {
			module = {exports: {}};
			loaded.set(name, module);
			const chunk = core[name] ?? chunksIn(name)[name];
			chunk(module, load, meta);
		}

		return module.exports;
	};

	load('./cli');
}

if (require.main === module) {
	start();
} else {
	module.exports = {start, scripts};
}
