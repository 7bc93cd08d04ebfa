import {execFileSync, spawn, type ChildProcess} from 'node:child_process';
import {
	chmodSync, cpSync, existsSync, mkdirSync, writeFileSync,
} from 'node:fs';
import {createServer, connect, type AddressInfo} from 'node:net';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {afterAll} from 'vitest';
import {newFolder} from '../campaign-builder.js';

/** A server that lists the folders below its root, on loopback only. */
export type Server = {readonly name: string; readonly canRun: boolean; readonly start: (root: string) => Promise<string>};

const running: ChildProcess[] = [];

afterAll(async () => {
	await Promise.all(running.splice(0).map(async child => {
		const ended = new Promise(resolve => {
			child.once('exit', resolve);
		});
		if (child.exitCode === null && child.kill('SIGTERM')) {
			await ended;
		}
	}));
});

/** The user and password for the folder `secret` below the root, on servers that support them. */
export const person = {user: 'reader', password: 's3cret:/@word'} as const;

/** A copy of a folder that a server can read, listed as `name` below the root. */
export function served(folders: Readonly<Record<string, string>>): string {
	const root = newFolder('served');
	chmodSync(root, 0o755);
	for (const [name, folder] of Object.entries(folders)) {
		cpSync(folder, path.join(root, name), {recursive: true, preserveTimestamps: true});
		chmodSync(path.join(root, name), 0o755);
	}

	return root;
}

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	const {port} = server.address() as AddressInfo;
	await new Promise(resolve => {
		server.close(resolve);
	});
	return port;
}

async function listens(port: number, child: ChildProcess): Promise<void> {
	for (let tries = 0; tries < 200; tries++) {
		const isOpen = await new Promise<boolean>(resolve => {
			const socket = connect(port, '127.0.0.1', () => {
				socket.destroy();
				resolve(true);
			});
			socket.on('error', () => {
				resolve(false);
			});
		});
		if (isOpen) {
			return;
		}

		if (child.exitCode !== null) {
			throw new Error(`the server ended with status ${child.exitCode}`);
		}

		await sleep(50);
	}

	throw new Error('the server does not listen');
}

async function run(port: number, command: string, words: readonly string[], cwd?: string): Promise<string> {
	const child = spawn(command, words, {stdio: ['ignore', 'ignore', 'inherit'], cwd});
	running.push(child);
	await listens(port, child);
	return `http://127.0.0.1:${port}/`;
}

/** A folder for a server's own files, with password files for Apache and nginx. */
function ownFolder(): string {
	const folder = newFolder('server');
	chmodSync(folder, 0o755);
	mkdirSync(path.join(folder, 'run'), {mode: 0o777});
	const hash = execFileSync('openssl', ['passwd', '-apr1', person.password], {encoding: 'utf8'}).trim();
	writeFileSync(path.join(folder, 'passwords'), `${person.user}:${hash}\n`);
	return folder;
}

const isRoot = process.getuid?.() === 0;

const modules = ['mpm_event', 'authn_core', 'authz_core', 'authn_file', 'authz_user', 'auth_basic', 'dir', 'autoindex', 'mime', 'headers', 'deflate', 'filter', 'alias'];

/** Apache with fancy index pages, as configured by Debian. */
const apache: Server = {
	name: 'Apache',
	canRun: existsSync('/usr/sbin/apache2'),
	async start(root) {
		const port = await freePort();
		const folder = ownFolder();
		writeFileSync(path.join(folder, 'apache.conf'), `
ServerName localhost
ServerRoot ${folder}
Listen 127.0.0.1:${port}
PidFile ${folder}/run/pid
Mutex file:${folder}/run
ErrorLog ${folder}/error.log
${isRoot ? 'User www-data\nGroup www-data' : ''}
${modules.map(name => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
TypesConfig /etc/mime.types
DocumentRoot ${root}
AddEncoding x-gzip .gz
IndexOptions FancyIndexing VersionSort HTMLTable NameWidth=* DescriptionWidth=* Charset=UTF-8
<Directory ${root}>
	Options Indexes FollowSymLinks
	Require all granted
</Directory>
<Location /secret>
	AuthType Basic
	AuthName secret
	AuthUserFile ${folder}/passwords
	Require valid-user
</Location>
`);
		return run(port, '/usr/sbin/apache2', ['-f', path.join(folder, 'apache.conf'), '-DFOREGROUND']);
	},
};

/** Nginx, as configured by Debian. */
const nginx: Server = {
	name: 'nginx',
	canRun: existsSync('/usr/sbin/nginx'),
	async start(root) {
		const port = await freePort();
		const folder = ownFolder();
		writeFileSync(path.join(folder, 'nginx.conf'), `
daemon off;
pid ${folder}/run/pid;
error_log ${folder}/error.log;
${isRoot ? 'user root;' : ''}
events {}
http {
	access_log off;
	types { application/json json; }
	default_type application/octet-stream;
	${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(name => `${name}_temp_path ${folder}/run/${name};`).join('\n\t')}
	server {
		listen 127.0.0.1:${port};
		root ${root};
		autoindex on;
		location /secret/ {
			auth_basic secret;
			auth_basic_user_file ${folder}/passwords;
		}
	}
}
`);
		return run(port, '/usr/sbin/nginx', ['-c', path.join(folder, 'nginx.conf'), '-p', folder, '-e', path.join(folder, 'error.log')]);
	},
};

/** Python's http.server: without ranges, with one connection per request. */
const python: Server = {
	name: 'Python',
	canRun: existsSync('/usr/bin/python3'),
	async start(root) {
		const port = await freePort();
		return run(port, '/usr/bin/python3', ['-c', quietPython, String(port), root]);
	},
};

const quietPython = `
import sys, http.server, functools
class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *words): pass
http.server.ThreadingHTTPServer(('127.0.0.1', int(sys.argv[1])), functools.partial(Quiet, directory=sys.argv[2])).serve_forever()
`;

export const servers: readonly Server[] = [apache, nginx, python];
