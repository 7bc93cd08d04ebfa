import {createRequire} from 'node:module';
import path from 'node:path';
import process from 'node:process';
import {getAsset, getRawAsset} from 'node:sea';
import {parseCode} from './code-cache.js';
import {start} from './start.js';

/* The launcher of the single executable: the program's files are its assets and never written to disk. */

const asset = (name: string): string => getAsset(name, 'utf8');

// Without /proc Node knows it only as it was typed.
const executable = path.resolve(process.execPath);

void start({
	launcher: executable,
	read: asset,
	// The executable loads nothing else but Node's own modules.
	require: createRequire(executable),
	canRequireChunks: false,
	// Empty if built for another architecture.
	compiled: () => parseCode(Buffer.from(getRawAsset('compiled-code') as ArrayBuffer)),
	asset,
});
