import {spawnSync} from 'node:child_process';

export type Python = {readonly file: string; readonly version: string};

/** The interpreter that `python3` runs, not a launcher script; undefined if there is none. */
export function findPython(): Python | undefined {
	const {status, stdout} = spawnSync('python3', ['-c', 'import sys; print(sys.executable); print(sys.version.split()[0])'], {encoding: 'utf8'});
	const [file, version] = status === 0 ? stdout.trim().split('\n') : [];
	return file && version ? {file, version} : undefined;
}
