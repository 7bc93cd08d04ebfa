import {messageOf} from '../../system/errors.js';
import {openMirror, type OpenMirror} from '../mirror-folder.js';
import type {SourceLimits} from '../source.js';
import type {HttpAddress} from './address.js';
import {HttpClient} from './client.js';
import {secretHeaders} from './credentials.js';
import {HttpMirror} from './http-mirror.js';
import {treatmentOf} from './request-errors.js';

export type HttpOptions = {
	readonly limits: SourceLimits;
	readonly cache: boolean;
	/** `Name: value` each. */
	readonly headers: readonly string[];
	/** Timeout for a silent server (ms). */
	readonly timeoutMs: number;
};

/** A server, and the local copy of what is read of it. */
export type Server = {readonly opened: OpenMirror; readonly client: HttpClient; readonly mirror: HttpMirror};

type ServerOptions = HttpOptions & {
	/** Identifies the copy for later runs, without secrets. */
	readonly key: string;
	readonly urlOf: (file: string) => URL;
};

/** Opens the copy of an address; nothing is requested yet. */
export async function openServer(address: HttpAddress, {limits, cache, headers, timeoutMs, key, urlOf}: ServerOptions): Promise<Server> {
	const secrets = await secretHeaders(address, headers);
	const client = new HttpClient({address, secrets, timeoutMs});
	const opened = await openMirror({key: cache ? key : undefined, name: address.name, address: address.shown});
	const mirror = new HttpMirror({
		opened, client, address: address.shown, limits, urlOf,
	});
	await mirror.readNotes();
	return {opened, client, mirror};
}

/** Runs `update`, which asks the server. If that cannot serve at present, `onUnavailable` handles the error; it is undefined if there is no copy to use. */
export async function tryUpdate<Result>(
	update: () => Promise<Result>,
	onUnavailable: ((error: unknown) => Result) | undefined,
	signal: AbortSignal,
): Promise<Result> {
	try {
		return await update();
	} catch (error) {
		signal.throwIfAborted();
		if (onUnavailable && treatmentOf(error).isUnavailable) {
			return onUnavailable(error);
		}

		throw error;
	}
}

/** The notes of `update` for a file or folder. If the server cannot serve at present, the only note says how old the copy is, and why it is shown. */
export async function updated({mirror}: Server, path: string, signal: AbortSignal, update: () => Promise<readonly string[]>): Promise<readonly string[]> {
	const checked = mirror.checked.get(path);
	try {
		return await tryUpdate(update, checked === undefined ? undefined : error => [copyNote(error, checked)], signal);
	} finally {
		await mirror.writeNotes();
	}
}

/** Ends requests in progress. */
export async function closeServer(server: Server | undefined): Promise<void> {
	server?.client.close();
	await server?.opened.close();
}

const copyNote = (error: unknown, checked: number): string =>
	`what was fetched until ${new Date(checked).toISOString().slice(0, 16).replace('T', ' ')} UTC is shown: ${messageOf(error)}`;
