// npm run package [-- x64 arm64]: builds dist/ombt-explorer-linux-ARCHITECTURE, the same as .gz, and SHA256SUMS.
import {createHash} from 'node:crypto';
import {createReadStream, createWriteStream} from 'node:fs';
import {stat, writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {pipeline} from 'node:stream/promises';
import {createGzip} from 'node:zlib';
import {install, root, run} from './install.mjs';

const known = ['x64', 'arm64'];
const requested = process.argv.slice(2);
const unknown = requested.find(architecture => !known.includes(architecture));
if (unknown !== undefined) {
	console.error(`package: unknown architecture ${unknown}; valid ones are ${known.join(', ')}`);
	process.exit(2);
}

install();
run(process.execPath, ['scripts/build.mjs']);
// Imported only now: it needs packages that have just been installed.
const {makeExecutable} = await import('./single-executable.mjs');
const sums = [];
for (const architecture of requested.length === 0 ? known : requested) {
	const file = path.join(root, 'dist', `ombt-explorer-linux-${architecture}`);
	await makeExecutable(architecture, file);
	await pipeline(createReadStream(file), createGzip({level: 9}), createWriteStream(`${file}.gz`));
	for (const name of [file, `${file}.gz`]) {
		const hash = createHash('sha256');
		await pipeline(createReadStream(name), hash);
		sums.push(`${hash.digest('hex')}  ${path.basename(name)}\n`);
		const {size} = await stat(name);
		console.log(`${path.relative(root, name)} ${Math.round(size / 1e6)} MB`);
	}
}

await writeFile(path.join(root, 'dist/SHA256SUMS'), sums.join(''));
