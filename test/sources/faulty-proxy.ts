import {
	createServer, request as send, type IncomingMessage, type RequestListener, type ServerResponse,
} from 'node:http';
import type {AddressInfo} from 'node:net';
import {afterAll} from 'vitest';

/** Replaces the response to a request; `forward` gets that of the server. */
export type Fault = (request: IncomingMessage, response: ServerResponse, forward: () => Promise<IncomingMessage>) => void | Promise<void>;

/** The requests that a fault applies to, and how many of them; all without `times`. */
type Rule = {readonly path: RegExp; readonly times?: number; readonly fault: Fault};

/** A proxy in front of a server, the requests it received, and its faults. */
export type FaultyProxy = {
	readonly address: string;
	readonly requests: Array<{readonly method: string; readonly path: string; readonly headers: IncomingMessage['headers']}>;
	/** Replaces the faults, and clears the requests. */
	readonly use: (...rules: readonly Rule[]) => void;
};

const closing: Array<() => void> = [];

afterAll(() => {
	for (const close of closing) {
		close();
	}
});

/** Listens on a loopback port; closed after the test file. */
export async function listen(listener: RequestListener): Promise<string> {
	const server = createServer(listener);
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	closing.push(() => {
		server.close();
		server.closeAllConnections();
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** A proxy in front of the server at an address. */
export async function faultyProxy(upstream: string): Promise<FaultyProxy> {
	const requests: FaultyProxy['requests'] = [];
	let rules: Array<Rule & {left: number}> = [];
	const address = await listen((request, response) => {
		const {method = '', url: path = '', headers} = request;
		requests.push({method, path, headers});
		const forward = async () => new Promise<IncomingMessage>((resolve, reject) => {
			send(new URL(path, upstream), {method, headers: {...headers, host: new URL(upstream).host}}, resolve).on('error', reject).end();
		});
		const rule = rules.find(candidate => candidate.left > 0 && candidate.path.test(path));
		if (rule) {
			rule.left--;
		}

		void (rule?.fault ?? passOn)(request, response, forward);
	});
	return {
		address,
		requests,
		use(...next) {
			rules = next.map(rule => ({...rule, left: rule.times ?? Infinity}));
			requests.length = 0;
		},
	};
}

const passOn: Fault = async (_, response, forward) => {
	const answer = await forward();
	response.writeHead(answer.statusCode ?? 500, answer.headers);
	answer.pipe(response);
};

/** Sends the first bytes of the response, and leaves the connection open. */
async function sendPart(bytes: number, response: ServerResponse, forward: Parameters<Fault>[2]): Promise<void> {
	const answer = await forward();
	response.writeHead(answer.statusCode ?? 500, answer.headers);
	const chunks: Uint8Array[] = [];
	for await (const chunk of answer as AsyncIterable<Uint8Array>) {
		chunks.push(chunk);
	}

	response.write(Buffer.concat(chunks).subarray(0, bytes));
}

/** Closes the connection after this many bytes of the response. */
export const breaksAfter = (bytes: number): Fault => async (_, response, forward) => {
	await sendPart(bytes, response, forward);
	// The client keeps what has arrived by then.
	setTimeout(() => {
		response.destroy();
	}, 150);
};

/** Stops sending after this many bytes of the response. */
export const stallsAfter = (bytes: number): Fault => async (_, response, forward) => sendPart(bytes, response, forward);

/** Answers with this status and these headers. */
export const answers = (status: number, headers: Readonly<Record<string, string>>, body: string | Uint8Array = ''): Fault => (_, response) => {
	response.writeHead(status, headers);
	response.end(body);
};

/** Answers with an index page of these links. */
export const lists = (...links: readonly string[]): Fault =>
	answers(200, {'content-type': 'text/html'}, `<html><body><pre>${links.map(link => `<a href="${link}">x</a>`).join('\n')}</pre></body></html>`);

/** Sends single bytes slowly. */
export const drips = (headers: Readonly<Record<string, string>>, everyMs = 20): Fault => (_, response) => {
	response.writeHead(200, headers);
	const timer = setInterval(() => {
		response.write('<');
	}, everyMs);
	response.on('close', () => {
		clearInterval(timer);
	});
};
