import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import path from 'node:path';
import {gzipSync} from 'node:zlib';
import {extract} from 'tar';
import {onTestFinished} from 'vitest';
import {newFolder} from '../campaign-builder.js';
import type {DockerEngine} from './docker-engine.js';

/** Serves an image of a Docker engine like a local registry; returns the name to pull it by. Stops after the test. */
export async function serveImage(engine: DockerEngine, image: string): Promise<string> {
	const folder = newFolder('registry');
	const saved = path.join(folder, 'image.tar');
	engine.docker('save', '--output', saved, image);
	await extract({file: saved, cwd: folder});
	const [{Config: config, Layers: layers}] = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')) as [
		{readonly Config: string; readonly Layers: readonly string[]},
	];
	const blobs = new Map<string, Uint8Array>();
	const describe = (bytes: Uint8Array, mediaType: string) => {
		const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
		blobs.set(digest, bytes);
		return {mediaType, size: bytes.length, digest};
	};

	const mediaType = 'application/vnd.docker.distribution.manifest.v2+json';
	const manifest = Buffer.from(JSON.stringify({
		schemaVersion: 2,
		mediaType,
		config: describe(readFileSync(path.join(folder, config)), 'application/vnd.docker.container.image.v1+json'),
		layers: layers.map(layer => describe(gzipSync(readFileSync(path.join(folder, layer))), 'application/vnd.docker.image.rootfs.diff.tar.gzip')),
	}));
	describe(manifest, mediaType);
	const server = createServer((request, response) => {
		const [, kind, name = ''] = /\/(manifests|blobs)\/([^\/]+)$/v.exec(request.url ?? '') ?? [];
		const body = kind === 'manifests' && !name.startsWith('sha256:') ? manifest : blobs.get(name);
		if (request.url === '/v2/') {
			response.end('{}');
		} else if (body) {
			response.writeHead(200, {'Content-Type': kind === 'manifests' ? mediaType : 'application/octet-stream', 'Content-Length': body.length});
			response.end(request.method === 'HEAD' ? undefined : body);
		} else {
			response.writeHead(404).end();
		}
	});
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	return `127.0.0.1:${(server.address() as AddressInfo).port}/influxdb`;
}
