import {spawnSync} from 'node:child_process';
import {
	chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';

const kept = fileURLToPath(new URL('../../.cache/chroots', import.meta.url));
const uid = 1000;
const home = '/home/user';

/** Why a bare Debian cannot be created here; undefined if it can. */
export const lacking = [
	[process.platform !== 'linux' || process.arch !== 'x64', 'another machine than Linux on x64'],
	[process.getuid?.() !== 0, 'not root'],
	[spawnSync('sh', ['-c', 'command -v debootstrap && command -v unshare']).status !== 0, 'no debootstrap'],
].find(([isSo]) => isSo === true)?.[1];

/** Runs `"$@"` in the Debian at `$0`. Each step replaces the previous one by `exec`: there is a single process, and its mounts end with it. */
const enter = `exec unshare --mount -- sh -c 'mount -t proc proc "$0/proc" && exec chroot --userspec=${uid}:${uid} "$0" "$@"' "$0" \
	env -i HOME=${home} PATH=/usr/bin:/bin LC_ALL=C.UTF-8 TERM=xterm-256color "$@"`;

/** A Debian without Node, and the home of an unprivileged user in it. */
export type BareMachine = {
	/** Copies a file or folder into the user's home; returns its path there. */
	readonly copy: (source: string, name: string) => string;
	/** A command line for this machine that runs one as that user: signals are passed on, and nothing stays mounted. */
	readonly command: (...words: readonly [string, ...string[]]) => [string, ...string[]];
	/** All files that the user could have written: below the home and /tmp. */
	readonly files: () => readonly string[];
	readonly close: () => void;
};

/** A minimal installation of a Debian release, such as `bullseye`. Downloaded once; each call has its own home. */
export function openBareMachine(release: string): BareMachine {
	const root = debian(release);
	const here = (inside: string) => path.join(root, inside);
	const clean = () => {
		rmSync(here(home), {recursive: true, force: true});
		rmSync(here('/tmp'), {recursive: true, force: true});
	};

	clean();
	mkdirSync(here('/tmp'), {mode: 0o777});
	mkdirSync(here(home), {recursive: true});
	chownSync(here(home), uid, uid);
	return {
		copy(source, name) {
			const target = here(path.join(home, name));
			spawnSync('cp', ['-r', source, target]);
			spawnSync('chown', ['-R', `${uid}:${uid}`, target]);
			return path.join(home, name);
		},
		command: (...words) => ['sh', '-c', enter, root, ...words],
		files: () => [home, '/tmp'].flatMap(folder => readdirSync(here(folder), {recursive: true, withFileTypes: true})
			.filter(entry => !entry.isDirectory())
			.map(entry => path.join('/', path.relative(root, path.join(entry.parentPath, entry.name))))),
		close: clean,
	};
}

function debian(release: string): string {
	const root = path.join(kept, release);
	if (!existsSync(root)) {
		mkdirSync(kept, {recursive: true});
		const staged = mkdtempSync(path.join(kept, 'staged-'));
		const {status, stdout} = spawnSync('debootstrap', ['--variant=minbase', release, staged, 'http://deb.debian.org/debian'], {encoding: 'utf8'});
		if (status !== 0) {
			throw new Error(`debootstrap of ${release} failed: ${stdout.slice(-500)}`);
		}

		// The root folder of the machine, which its user must be able to enter.
		chmodSync(staged, 0o755);
		renameSync(staged, root);
	}

	return root;
}

/** Copies this machine's influxd there; returns its path, or undefined if it does not run with that Debian's libraries. */
export function installInfluxd(machine: BareMachine, file: string): string | undefined {
	const inside = machine.copy(file, 'influxd');
	const [program, ...words] = machine.command(inside, 'version');
	return spawnSync(program, words).status === 0 ? inside : undefined;
}
