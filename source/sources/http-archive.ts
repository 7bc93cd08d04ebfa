import {archiveFile} from './archive-file.js';
import {parseArchiveAddress} from './http/address.js';
import {
	closeServer, openServer, updated, type HttpOptions, type Server,
} from './http/server.js';
import type {Source} from './source.js';

type Opened = {readonly server: Server; readonly archive: Source};

/** One or several campaigns in an archive on a server: it is fetched whole, and again after a change, then read like a local one. */
export function httpArchive(word: string, options: HttpOptions): Source {
	const address = parseArchiveAddress(word);
	const {file, ending, shown, name} = address;
	const local = `archive${ending}`;
	let current: Promise<Opened> | undefined;

	const begin = async (): Promise<Opened> => {
		const server = await openServer(address, {...options, key: `http-archive\0${file.href}`, urlOf: () => file});
		const archive = archiveFile(server.mirror.fileOf(local), {
			address: shown, name, limits: options.limits, cache: !server.opened.isTemporary,
		});
		return {server, archive};
	};

	return {
		address: shown,
		isTemporary: !options.cache,
		async open(fetchOptions) {
			current ??= begin();
			const {server, archive} = await current;
			const notes = await updated(server, local, fetchOptions.signal, async () => {
				await server.mirror.updateFile(local, fetchOptions);
				return [];
			});
			const opened = await archive.open(fetchOptions);
			return {...opened, notes: [...notes, ...opened.notes]};
		},
		async streamLogs(...given) {
			const opened = await current;
			await opened?.archive.streamLogs?.(...given);
		},
		async refresh() {
			// Placeholders keep the state at the time of opening.
			return undefined;
		},
		async fetch(path, fetchOptions) {
			const opened = await current;
			await opened?.archive.fetch(path, fetchOptions);
		},
		async close() {
			const opened = await current?.catch(() => undefined);
			current = undefined;
			await opened?.archive.close();
			await closeServer(opened?.server);
		},
	};
}
