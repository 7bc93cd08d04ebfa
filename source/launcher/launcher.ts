import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {noCode} from './code-cache.js';
import {start} from './start.js';

/* The launcher of the package: the program's files are next to it. */

void start({
	launcher: import.meta.filename,
	read: name => readFileSync(path.join(import.meta.dirname, name), 'utf8'),
	require: createRequire(import.meta.filename),
	canRequireChunks: true,
	// The package runs on any Node version, so it ships no compiled code.
	compiled: () => noCode,
});
