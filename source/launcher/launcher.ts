import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {noCode} from './code-cache.js';
import {start} from './start.js';

/* The launcher of the package: the program's files are beside it. */

void start({
	launcher: import.meta.filename,
	read: name => readFileSync(path.join(import.meta.dirname, name), 'utf8'),
	require: createRequire(import.meta.filename),
	canRequireChunks: true,
	// It is for any version of Node.
	compiled: () => noCode,
});
