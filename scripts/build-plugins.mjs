// esbuild plugins that change bundled libraries: they remove what is not needed and replace slow parts.
import {readFile} from 'node:fs/promises';
import path from 'node:path';

/** A plugin that edits a file of a library. Each passage must occur exactly once; otherwise the build fails. */
const edited = (name, filter, edits) => ({
	name,
	setup(bundler) {
		bundler.onLoad({filter}, async ({path: file}) => {
			let contents = await readFile(file, 'utf8');
			for (const [passage, instead] of edits) {
				if (contents.split(passage).length !== 2) {
					throw new Error(`${file}: expected the passage ${JSON.stringify(passage)} once; adapt scripts/build-plugins.mjs to this version`);
				}

				contents = contents.replace(passage, () => instead);
			}

			return {contents};
		});
	},
});

// Meow's dependencies prepare the correction of package files (lists of licences, colours) and the running of programs when they are loaded.
// Neither is used: the program passes its own package file. This took a tenth of a short run.
const slimMeow = edited('slim-meow', /[\\/]meow[\\/]build[\\/]dependencies\.js$/, [
	['= requireNormalize();', '= () => {};'],
	['= requireLib$1();', '= {};'],
	['import { execFile } from \'node:child_process\';', ''],
	['promisify(execFile);', ''],
]);

// Developer tools, and the reading of ink's package file: both use top-level await, which CommonJS does not allow.
const slimInk = edited('slim-ink', /[\\/]ink[\\/]build[\\/]reconciler\.js$/, [
	['await import(\'./devtools.js\');', ''],
	['await loadPackageJson()', 'undefined'],
]);

// SSH and the building of images: both read files next to the library, and neither is used.
const slimDocker = {
	name: 'slim-docker',
	setup(bundler) {
		bundler.onLoad({filter: /[\\/](?:dockerode[\\/]lib[\\/]session|docker-modem[\\/]lib[\\/]ssh)\.js$/}, () => ({contents: 'module.exports = undefined'}));
	},
};

// The colours of debug's output, which need a package that is installed only if a developer tool depends on it.
const slimDebug = edited('slim-debug', /[\\/]debug[\\/]src[\\/]node\.js$/, [['require(\'supports-color\')', 'undefined']]);

/** The module that replaces ink's output: ink makes one text of each frame, with escape sequences, ours keeps lines with their styles as data. */
export const inkOutput = {
	file: /[\\/]ink[\\/]build[\\/]output\.js$/,
	contents: root => `export {CellOutput as default} from ${JSON.stringify(path.join(root, 'source/ui/terminal/cell-output.ts'))};`,
};

/** The plugins for a project at `root`. */
export function plugins(root) {
	// Ink's layout engine initialises itself when loaded; in the bundle it is initialised on demand.
	const yoga = path.join(root, 'node_modules/yoga-layout/dist/src/index.js');
	const layoutEngine = path.join(root, 'source/ui/terminal/layout-engine.ts');
	const layoutLater = {
		name: 'layout-later',
		setup(bundler) {
			bundler.onLoad({filter: /[\\/]yoga-layout[\\/]dist[\\/]src[\\/]index\.js$/}, () => ({
				contents: `
import {loadYoga} from './load.js';
export * from './generated/YGEnums.js';
let yoga;
export {yoga as default};
export const prepareLayout = async () => {
	yoga ??= await loadYoga();
};`,
			}));
			bundler.onLoad({filter: /[\\/]layout-engine\.ts$/}, ({path: file}) => file === layoutEngine
				? {contents: `export {prepareLayout} from ${JSON.stringify(yoga)};`, resolveDir: root}
				: undefined);
		},
	};

	// Ink and its helpers measure every line several times per frame, so they use our fast function. It calls the library for rare characters only:
	// the library's emoji tables take 15 ms to initialise, which most runs do not need.
	const widthModule = path.join(root, 'source/text/cells.ts');
	const quickWidth = {
		name: 'quick-width',
		setup(bundler) {
			bundler.onResolve({filter: /^string-width$/}, ({importer, kind}) =>
				kind === 'require-call' ? undefined : {path: importer === widthModule ? 'late' : 'quick', namespace: 'quick-width'});
			bundler.onLoad({filter: /^quick$/, namespace: 'quick-width'}, () => ({
				contents: `export {widthOf as default} from ${JSON.stringify(widthModule)}`, resolveDir: root,
			}));
			bundler.onLoad({filter: /^late$/, namespace: 'quick-width'}, () => ({
				contents: 'export default text => require("string-width").default(text)', resolveDir: root,
			}));
		},
	};

	const cellOutput = {
		name: 'cell-output',
		setup(bundler) {
			bundler.onLoad({filter: inkOutput.file}, () => ({contents: inkOutput.contents(root), resolveDir: root}));
		},
	};

	return [slimMeow, slimInk, slimDocker, slimDebug, layoutLater, quickWidth, cellOutput];
}
