// What the bundle has otherwise than its libraries: less to load, and one quick piece where several slow ones did the same.
import {readFile} from 'node:fs/promises';
import path from 'node:path';

/** Files of a library that are changed on their way into the bundle: each passage must be there, once. */
const edited = (name, filter, edits) => ({
	name,
	setup(bundler) {
		bundler.onLoad({filter}, async ({path: file}) => {
			let contents = await readFile(file, 'utf8');
			for (const [passage, instead] of edits) {
				if (contents.split(passage).length !== 2) {
					throw new Error(`${file} is another than the build knows`);
				}

				contents = contents.replace(passage, () => instead);
			}

			return {contents};
		});
	},
});

// Meow corrects package files of others, and shows where they are wrong: it makes its lists of licences and its colours ready for
// that as it loads; it also gets ready to run programs, and runs none. Ours is given to it, and this was a tenth of a short run.
const slimMeow = edited('slim-meow', /[\\/]meow[\\/]build[\\/]dependencies\.js$/, [
	['= requireNormalize();', '= () => {};'],
	['= requireLib$1();', '= {};'],
	['import { execFile } from \'node:child_process\';', ''],
	['promisify(execFile);', ''],
]);

// Only for those who develop a library: what waits for them as it loads could not be CommonJS.
const slimInk = edited('slim-ink', /[\\/]ink[\\/]build[\\/]reconciler\.js$/, [
	['await import(\'./devtools.js\');', ''],
	['await loadPackageJson()', 'undefined'],
]);

// The client of Docker brings SSH, and what builds images: both read files beside themselves, and neither is needed here.
const slimDocker = {
	name: 'slim-docker',
	setup(bundler) {
		bundler.onLoad({filter: /[\\/](?:dockerode[\\/]lib[\\/]session|docker-modem[\\/]lib[\\/]ssh)\.js$/}, () => ({contents: 'module.exports = undefined'}));
	},
};

/** The plugins for a project at `root`. */
export function plugins(root) {
	// Ink's layout engine is made ready as it loads; here, when it is asked to be.
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

	// Ink and its helpers measure every line several times a frame: they share our quick measure. That asks the library where it
	// must, which then is made ready: its tables of emoji take 15 ms that most runs do not need.
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

	// Ink makes an object of every cell of every frame; ours joins ready lines.
	const outputModule = path.join(root, 'source/ui/terminal/joined-output.ts');
	const joinedOutput = {
		name: 'joined-output',
		setup(bundler) {
			bundler.onLoad({filter: /[\\/]ink[\\/]build[\\/]output\.js$/}, () => ({
				contents: `export {JoinedOutput as default} from ${JSON.stringify(outputModule)}`, resolveDir: root,
			}));
		},
	};

	return [slimMeow, slimInk, slimDocker, layoutLater, quickWidth, joinedOutput];
}
