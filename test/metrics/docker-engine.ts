import {execFileSync, spawn, spawnSync} from 'node:child_process';
import {
	closeSync, cpSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {image} from './image.js';

/** Whether a Docker engine can be started here, with influxd for its image: requires root, and Debian's docker.io and influxdb. */
export const canRunDocker = process.getuid?.() === 0 && existsSync('/usr/sbin/dockerd') && existsSync('/usr/bin/influxd');

export type DockerEngine = {
	/** In the format of DOCKER_HOST. */
	readonly host: string;
	readonly socket: string;
	/** Runs the Docker client; returns its output. */
	readonly docker: (...words: readonly string[]) => string;
	readonly stop: () => Promise<void>;
};

/** Starts a Docker engine with its own socket, data and addresses in new folders, and creates the image without a registry. */
export async function startDockerEngine(newFolder: (name: string) => string): Promise<DockerEngine> {
	const folder = newFolder('docker');
	const socket = path.join(folder, 'docker.sock');
	const host = `unix://${socket}`;
	const share = 1 + process.pid % 4095;
	const log = openSync(path.join(folder, 'log'), 'w');
	const server = spawn('/usr/sbin/dockerd', [
		'--iptables=false',
		'--ip6tables=false',
		'--storage-driver=vfs',
		'--host',
		host,
		'--data-root',
		path.join(folder, 'data'),
		'--exec-root',
		path.join(folder, 'run'),
		'--pidfile',
		path.join(folder, 'pid'),
		// The bridge belongs to the machine: concurrent engines share its addresses.
		`--fixed-cidr=172.17.${share >> 4}.${(share & 15) * 16}/28`,
	], {stdio: ['ignore', log, log]});
	closeSync(log);
	const ended = new Promise(resolve => {
		server.once('exit', resolve);
	});
	const docker = (...words: readonly string[]): string =>
		execFileSync('docker', words, {env: {...process.env, DOCKER_HOST: host}, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe']}).trim();

	const atExit = () => {
		server.kill('SIGTERM');
	};

	process.once('exit', atExit);
	while (!answers(host)) {
		if (server.exitCode !== null) {
			throw new Error(readFileSync(path.join(folder, 'log'), 'utf8').slice(-2000));
		}

		await sleep(100);
	}

	importImage(host, newFolder('image'));
	return {
		host, socket, docker,
		async stop() {
			server.kill('SIGTERM');
			await ended;
			process.off('exit', atExit);
			const networks = path.join(folder, 'run', 'netns');
			for (const name of existsSync(networks) ? readdirSync(networks) : []) {
				spawnSync('umount', ['--lazy', path.join(networks, name)]);
			}
		},
	};
}

const answers = (host: string): boolean => spawnSync('docker', ['version'], {env: {...process.env, DOCKER_HOST: host}}).status === 0;

// A minimal image: the program and the libraries it links to.
function importImage(host: string, root: string): void {
	const libraries = execFileSync('ldd', ['/usr/bin/influxd'], {encoding: 'utf8'}).match(/\/\S+/gv) ?? [];
	for (const file of ['/usr/bin/influxd', ...libraries]) {
		mkdirSync(path.join(root, path.dirname(file)), {recursive: true});
		cpSync(file, path.join(root, file), {dereference: true});
	}

	execFileSync('sh', ['-c', 'tar -c -C "$1" . | docker import --change \'ENTRYPOINT ["/usr/bin/influxd"]\' - "$2"', 'sh', root, image], {
		env: {...process.env, DOCKER_HOST: host}, stdio: 'pipe',
	});
}
