import {copyFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {transform} from 'esbuild';

/** With more bytes of libraries, a chunk is loaded from a file of its own by those runs that need it. */
const mostLibraryBytes = 20_000;

/** Writes the chunks of a bundle of modules, as esbuild has built them, the way the launcher loads them: as functions, those of every run together. */
export async function writeChunks({outputFiles, metafile}, folder) {
	const libraryBytes = new Map(Object.entries(metafile.outputs).map(([file, {inputs}]) => [path.basename(file, '.js'), bytesOf(inputs)]));
	const chunks = await Promise.all(outputFiles.map(async ({path: file, text}) => {
		const name = path.basename(file, '.js');
		return {name, code: `${JSON.stringify(name)}(module,require,__meta){"use strict";${await commonJs(text)}}`};
	}));
	const isOfItsOwn = ({name}) => name !== 'cli' && libraryBytes.get(name) > mostLibraryBytes;
	const write = async (name, parts) => writeFile(path.join(folder, `${name}.js`), `({${parts.map(({code}) => code).join(',\n')}})`);
	await Promise.all([
		write('core', chunks.filter(chunk => !isOfItsOwn(chunk))),
		...chunks.filter(chunk => isOfItsOwn(chunk)).map(async chunk => write(chunk.name, [chunk])),
		copyFile(path.join(import.meta.dirname, 'launcher.cjs'), path.join(folder, 'cli.js')),
	]);
}

const bytesOf = inputs => Object.entries(inputs).reduce((sum, [file, {bytesInOutput}]) => file.includes('node_modules/') ? sum + bytesInOutput : sum, 0);

async function commonJs(module) {
	const {code} = await transform(module.replace(/^#!.*\n/v, ''), {
		format: 'cjs',
		platform: 'node',
		target: 'node20',
		minify: true,
		define: {'import.meta': '__meta'},
		supported: {'dynamic-import': false},
	});
	return code;
}
