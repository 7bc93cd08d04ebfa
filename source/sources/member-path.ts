import {Buffer} from 'node:buffer';

/** Why a member of an archive, or an entry of a page, cannot be stored as a file. */
export type PathFault = 'source-path-outside' | 'source-path-invalid' | 'source-too-deep';

/** A path within the source, separated by `/` and without `.`; empty for the source itself. */
export type SafePath = {readonly path: string} | {readonly fault: PathFault};

/** Maximum bytes of a name, and of a whole path, in file systems. */
const maxName = 255;
const maxPath = 3000;

/** Converts any member name to a path that stays within the source, or to a fault. */
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

/** Messages of the faults. */
export const pathFaults: Readonly<Record<PathFault, string>> = {
	'source-path-outside': 'holds a path that leads out of it',
	'source-path-invalid': 'holds an invalid file name',
	'source-too-deep': 'holds folders nested deeper than allowed',
};

/** What a file of a campaign is needed for. */
type Purpose =
	/** Read for every campaign and small: params.json and consoles. */
	| 'campaign'
	/** The results of a controller, read unless their sums are known. */
	| 'log'
	/** Read when metrics are requested. */
	| 'metrics'
	| 'none';

/** Also of compressions that are not read: the error names them. */
const database = /^influxdb-data(?:\.(?:tar(?:\.\w+)?|tgz|txz|tbz2|tzst|zip))?$/v;

const databaseName = 'influxdb-data';

/** The folder of the unpacked database that a path leads to, or into; undefined if there is none. */
export function databaseFolder(path: string): string | undefined {
	const parts = path.split('/');
	const index = parts.indexOf(databaseName);
	return index === -1 ? undefined : parts.slice(0, index + 1).join('/');
}

/** Whether a path is a macOS resource fork, which archivers add there. */
const isForeign = (parts: readonly string[]): boolean => parts.some(part => part === '__MACOSX' || part.startsWith('._'));

/** By file name; the first match wins. */
const purposes: ReadonlyArray<readonly [purpose: Purpose, name: RegExp]> = [
	['campaign', /^(?:params\.json|(?!\.).*controller.*_docker\.log)$/sv],
	['log', /^(?!\.).*controller.*\.log$/sv],
];

/** What a file of a campaign is needed for, by its path. */
export function purposeOf(path: string): Purpose {
	const parts = path.split('/');
	if (isForeign(parts)) {
		return 'none';
	}

	return parts.some(part => database.test(part)) ? 'metrics' : purposes.find(([, name]) => name.test(parts.at(-1) ?? ''))?.[0] ?? 'none';
}

/** Whether a server's file is fetched when its campaign is opened. */
export const isFetchedAtOnce = (path: string): boolean => ['campaign', 'log'].includes(purposeOf(path));

/** The folder with the campaigns: the deepest common folder of all needed files. */
export function topFolder(paths: readonly string[]): string {
	const split = paths.filter(path => purposeOf(path) !== 'none').map(path => path.split('/').slice(0, -1));
	const [first = []] = split;
	const end = first.findIndex((part, depth) => split.some(parts => parts[depth] !== part));
	return first.slice(0, end === -1 ? first.length : end).join('/');
}
