import {createRequire} from 'node:module';
import process from 'node:process';
import {getAsset, getRawAsset} from 'node:sea';
import {parseCode} from './code-cache.js';
import {start} from './start.js';

/* The launcher of the single executable: the program's files are its assets, and nothing of them is ever written to disk. */

const asset = (name: string): string => getAsset(name, 'utf8');

void start({
	launcher: process.execPath,
	read: asset,
	// Node's own modules are all that is loaded with it.
	require: createRequire(process.execPath),
	canRequireChunks: false,
	// Empty where the build ran on another architecture.
	compiled: () => parseCode(Buffer.from(getRawAsset('compiled-code') as ArrayBuffer)),
	asset,
});
