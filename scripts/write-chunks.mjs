import {createHash} from 'node:crypto';
import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import {decode, encode} from '@jridgewell/sourcemap-codec';
import {transform} from 'esbuild';

/** Chunks with more library code than this (bytes) get a file of their own, which is loaded on demand. */
const maxLibraryBytes = 20_000;

/**
 * Writes the chunks of an esbuild bundle (with inline source maps) in the format of the launcher: as functions, with all small chunks in one file,
 * and a source map per file. Returns a hash of all of them.
 */
export async function writeChunks({outputFiles, metafile}, folder) {
	const libraryBytes = new Map(Object.entries(metafile.outputs).map(([file, {inputs}]) => [path.basename(file, '.js'), libraryBytesOf(inputs)]));
	const chunks = await Promise.all(outputFiles.map(async ({path: file, text}) => ({name: path.basename(file, '.js'), ...await commonJs(text, file)})));
	const isOfItsOwn = ({name}) => name !== 'cli' && libraryBytes.get(name) > maxLibraryBytes;
	const files = new Map([
		['core', chunks.filter(chunk => !isOfItsOwn(chunk))],
		...chunks.filter(chunk => isOfItsOwn(chunk)).map(chunk => [chunk.name, [chunk]]),
	]);
	const hash = createHash('sha256');
	await Promise.all([...files].map(async ([name, parts]) => {
		const {code, map} = join(parts);
		hash.update(code);
		// Chunks that contain only libraries have no source map.
		const hasMap = map.sources.length > 0;
		await writeFile(path.join(folder, `${name}.js`), hasMap ? `${code}\n//# sourceMappingURL=${name}.js.map\n` : code);
		await (hasMap ? writeFile(path.join(folder, `${name}.js.map`), JSON.stringify(map)) : undefined);
	}));
	return hash.digest('hex').slice(0, 16);
}

const isOfLibrary = file => file.includes('node_modules/');
const libraryBytesOf = inputs => Object.entries(inputs).reduce((sum, [file, {bytesInOutput}]) => isOfLibrary(file) ? sum + bytesInOutput : sum, 0);

async function commonJs(module, file) {
	const {code, map} = await transform(module.replace(/^#!.*/v, ''), {
		format: 'cjs',
		platform: 'node',
		target: 'node20',
		minify: true,
		define: {'import.meta': '__meta'},
		supported: {'dynamic-import': false},
		sourcefile: file,
		sourcemap: 'external',
		sourcesContent: false,
	});
	return {code: code.trimEnd(), map: JSON.parse(map)};
}

/** Joins chunks into one object of functions, with one source map. */
function join(parts) {
	const lines = [[]];
	const sources = [];
	let code = '{const chunks={';
	for (const {name, code: body, map} of parts) {
		code += `${JSON.stringify(name)}(module,require,__meta){"use strict";`;
		const firstColumn = code.length - code.lastIndexOf('\n') - 1;
		for (const [index, segments] of decode(map.mappings).entries()) {
			const moved = segments.map(segment => moveSegment(segment, {columns: index === 0 ? firstColumn : 0, map, sources}))
				.filter((segment, at, all) => segment.length > 1 || all[at - 1]?.length !== 1);
			if (index === 0) {
				lines.at(-1).push(...moved);
			} else {
				lines.push(moved);
			}
		}

		// Source maps omit trailing lines without mappings.
		code += body;
		fill(lines, code);
		code += '},\n';
		fill(lines, code);
	}

	// The launcher runs it as a script, whose value is that of the block; loaded by `require` it exports the same.
	return {
		code: `${code}};if(typeof module==="object")module.exports=chunks;chunks}`, map: {
			version: 3, sources, names: [], mappings: encode(lines),
		},
	};
}

function fill(lines, code) {
	for (let missing = code.split('\n').length - lines.length; missing > 0; missing--) {
		lines.push([]);
	}
}

// Of libraries only the position where they begin is kept, which reduces the maps to a third.
function moveSegment([column, source, line, sourceColumn], {columns, map, sources}) {
	const file = map.sources[source];
	if (file === undefined || isOfLibrary(file)) {
		return [column + columns];
	}

	const known = sources.indexOf(file);
	return [column + columns, known === -1 ? sources.push(file) - 1 : known, line, sourceColumn];
}
