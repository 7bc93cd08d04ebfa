import {readdirSync, readFileSync, statSync} from 'node:fs';
import path from 'node:path';
import type {RequestListener} from 'node:http';
import {setTimeout as sleep} from 'node:timers/promises';
import {listen} from './faulty-proxy.js';

type Options = {
	/** Paths whose responses are delayed, in ms. */
	readonly slow?: {readonly path: RegExp; readonly ms: number};
};

/** Starts a server that lists the current contents of a folder, closed after the test file; returns its address. */
export async function listingServer(root: string, {slow}: Options = {}): Promise<string> {
	const answer: RequestListener = (request, response) => {
		const {pathname} = new URL(request.url ?? '/', 'http://host/');
		const file = path.join(root, decodeURIComponent(pathname));
		const found = statSync(file, {throwIfNoEntry: false});
		if (found?.isDirectory()) {
			const links = readdirSync(file, {withFileTypes: true}).map(entry => `<a href="${encodeURIComponent(entry.name)}${entry.isDirectory() ? '/' : ''}">x</a>`);
			response.writeHead(200, {'content-type': 'text/html'}).end(links.join('\n'));
		} else if (found) {
			response.writeHead(200, {etag: `"${found.mtimeMs}-${found.size}"`, 'content-length': String(found.size)}).end(request.method === 'HEAD' ? undefined : readFileSync(file));
		} else {
			response.writeHead(404).end();
		}
	};

	return listen((request, response) => {
		void (async () => {
			if (slow?.path.test(request.url ?? '')) {
				await sleep(slow.ms, undefined, {ref: false});
			}

			answer(request, response);
		})();
	});
}
