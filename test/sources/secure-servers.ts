import {execFileSync} from 'node:child_process';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import type {RequestListener, Server} from 'node:http';
import {createServer} from 'node:https';
import type {AddressInfo, Server as TcpServer} from 'node:net';
import path from 'node:path';
import {newFolder} from '../campaign-builder.js';

/** Whether certificates can be made here. */
export const canRun = existsSync('/usr/bin/openssl');
const folder = newFolder('certificates');
export const file = (name: string) => path.join(folder, name);
const openssl = (...words: readonly string[]) => execFileSync('openssl', words, {cwd: folder, stdio: ['ignore', 'ignore', 'pipe']});

/** Creates a CA, and a certificate for a name signed by it. */
export function makeCertificates(): void {
	openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=Test CA', '-days', '2');
	for (const [name, host] of [['good', 'IP:127.0.0.1'], ['other', 'DNS:other.example']] as const) {
		writeFileSync(file(`${name}.ext`), `subjectAltName=${host}`);
		openssl('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
		openssl('x509', '-req', '-in', `${name}.csr`, '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-out', `${name}.pem`, '-days', '2', '-extfile', `${name}.ext`);
	}

	writeFileSync(file('alone.ext'), 'subjectAltName=IP:127.0.0.1');
	openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'alone.key', '-out', 'alone.pem', '-subj', '/CN=127.0.0.1', '-days', '2', '-addext', 'subjectAltName=IP:127.0.0.1');
}

const servers: TcpServer[] = [];

/** Closes all servers that were started. */
export function closeServers(): void {
	for (const server of servers) {
		server.close();
		(server as Partial<Server>).closeAllConnections?.();
	}
}

/** Starts a server on a free port, or the given one, and returns it. */
export async function portOf(server: TcpServer, port = 0): Promise<number> {
	servers.push(server);
	await new Promise<void>(resolve => {
		server.listen(port, '127.0.0.1', resolve);
	});
	return (server.address() as AddressInfo).port;
}

/** A campaign without iterations. */
export const serve: RequestListener = (request, response) => {
	const isPage = request.url?.endsWith('/') === true;
	response.writeHead(200, {'content-type': isPage ? 'text/html' : 'application/json'});
	response.end(isPage ? '<a href="params.json">params.json</a>' : '[]');
};

/** The key and the certificate of a name. */
export const pairOf = (name: string) => ({key: readFileSync(file(`${name}.key`)), cert: readFileSync(file(`${name}.pem`))});
/** Starts a TLS server with the certificate of a name. */
export const secure = async (name: string) => portOf(createServer(pairOf(name), serve));
