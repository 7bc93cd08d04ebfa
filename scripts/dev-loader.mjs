// For `npm run dev`: replaces ink's output by the program's own, as the build does.
import {register} from 'node:module';
import {isMainThread} from 'node:worker_threads';

if (isMainThread) {
	register(import.meta.url);
}

const output = new URL('../source/ui/terminal/cell-output.ts', import.meta.url);

/** A loader hook of Node. */
export const load = async (url, context, nextLoad) => url.endsWith('/ink/build/output.js')
	? {format: 'module', source: `export {CellOutput as default} from ${JSON.stringify(output.href)};`, shortCircuit: true}
	: nextLoad(url, context);
