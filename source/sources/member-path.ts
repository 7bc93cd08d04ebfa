import {Buffer} from 'node:buffer';

/** Why a member of an archive, or an entry of a page, cannot be a file here. */
export type PathFault = 'source-path-outside' | 'source-path-invalid' | 'source-too-deep';

/** A path within the source, with `/` between its parts and without `.`; empty for the source itself. */
export type SafePath = {readonly path: string} | {readonly fault: PathFault};

/** Bytes of a name, and of all of a path, that file systems take. */
const maxName = 255;
const maxPath = 3000;

/** A member's name as a path that leads nowhere else, whatever it is. */
export function safePath(name: string, maxDepth: number): SafePath {
	const parts = name.split('/').filter(part => part !== '' && part !== '.');
	if (name.startsWith('/') || parts.includes('..')) {
		return {fault: 'source-path-outside'};
	}

	if (name.includes('\0') || Buffer.byteLength(name) > maxPath || parts.some(part => Buffer.byteLength(part) > maxName)) {
		return {fault: 'source-path-invalid'};
	}

	return parts.length > maxDepth ? {fault: 'source-too-deep'} : {path: parts.join('/')};
}

/** Words for a fault. */
export const pathFaults: Readonly<Record<PathFault, string>> = {
	'source-path-outside': 'holds a path that leads out of it',
	'source-path-invalid': 'holds a name that no file can have',
	'source-too-deep': 'holds folders within folders, more than are allowed',
};

/** What a file is to a campaign. */
export type Need =
	/** It is read of every campaign. */
	| 'now'
	/** It is read where metrics are asked for. */
	| 'later'
	/** It is not read. */
	| 'never';

const database = /^influxdb-data(?:\.tar(?:\.gz)?)?$/v;

/** Whether a path leads into what a packer of another system adds: resource forks of macOS. */
const isForeign = (parts: readonly string[]): boolean => parts.some(part => part === '__MACOSX' || part.startsWith('._'));

/** What a file is to a campaign, by its path. */
export function needOf(path: string): Need {
	const parts = path.split('/');
	const name = parts.at(-1) ?? '';
	if (isForeign(parts)) {
		return 'never';
	}

	if (parts.some(part => database.test(part))) {
		return 'later';
	}

	return name === 'params.json' || (/controller.*\.log$/sv.test(name) && !name.startsWith('.')) ? 'now' : 'never';
}

/** The folder that holds campaigns: the only folder within the only folder …, as far as nothing stands beside it. */
export function topFolder(paths: readonly string[]): string {
	const split = paths.filter(path => needOf(path) !== 'never').map(path => path.split('/').slice(0, -1));
	const [first = []] = split;
	const end = first.findIndex((part, depth) => split.some(parts => parts[depth] !== part));
	return first.slice(0, end === -1 ? first.length : end).join('/');
}
