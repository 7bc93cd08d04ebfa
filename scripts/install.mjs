// Installs missing dependencies. It runs before anything is installed, so it uses Node's own modules only.
import {spawnSync} from 'node:child_process';
import {existsSync, statSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Runs a command in the project folder; exits with its status if it fails. */
export function run(command, words, options = {}) {
	const {status, error} = spawnSync(command, words, {cwd: root, stdio: 'inherit', ...options});
	if (error || status !== 0) {
		if (error) {
			console.error(`ombt-explorer: cannot run ${command}: ${error.message}`);
		}

		process.exit(status ?? 1);
	}
}

/** Installs the dependencies unless they match the lock file. */
export function install() {
	const installed = path.join(root, 'node_modules/.package-lock.json');
	const lock = path.join(root, 'package-lock.json');
	if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs) {
		// Standard output is reserved for the program that runs afterwards.
		run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {stdio: ['ignore', 2, 'inherit']});
	}
}
