// For `npm run dev`: replaces ink's output by the program's own, as the build does.
import {register} from 'node:module';
import {fileURLToPath} from 'node:url';
import {isMainThread} from 'node:worker_threads';
import {inkOutput} from './build-plugins.mjs';

if (isMainThread) {
	register(import.meta.url);
}

const root = fileURLToPath(new URL('..', import.meta.url));

/** A loader hook of Node. */
export const load = async (url, context, nextLoad) => inkOutput.file.test(url)
	? {format: 'module', source: inkOutput.contents(root), shortCircuit: true}
	: nextLoad(url, context);
