import process from 'node:process';
import {fileURLToPath} from 'node:url';
import type {Python} from './find-python.js';

export type Command = readonly [string, ...string[]];

const built = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const loader = fileURLToPath(new URL('notebook_loader.py', import.meta.url));

/** The built explorer. */
export const explorer = (...words: readonly string[]): Command => [process.execPath, built, ...words];

/** The notebook's loading code. */
export const notebook = (python: Python, campaign: string): Command => [python.file, loader, campaign];

/** Unpacks a file with Node, without using its content. */
export const nodeGunzip = (file: string): Command => [process.execPath, '-e', `
const chunks = require('node:fs').createReadStream(process.argv[1], {highWaterMark: 1 << 20}).pipe(require('node:zlib').createGunzip({chunkSize: 1 << 20}));
chunks.on('data', () => {});`, file];

/** Node without a program. */
export const bareNode: Command = [process.execPath, '-e', '0'];
