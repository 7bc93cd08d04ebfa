import {usageError} from '../system/errors.js';
import type {SourceOptions} from '../sources/open-source.js';
import {defaultLimits} from '../sources/source.js';
import type {Flag, FlagValue} from './command.js';
import {parseSize} from './parse-size.js';

/** How campaigns are read that are in no folder of this machine: flags of every command. */
export const sourceFlags: readonly Flag[] = [
	{name: 'max-size', values: 'SIZE', help: 'what may be brought here of it, all logs together and each archive of metrics, such as 20GiB; 8GiB by default'},
	{name: 'max-files', values: 'N', help: 'how many files and folders it may have; 100000 by default'},
	{name: 'max-depth', values: 'N', help: 'how deep its folders may lie in each other; 16 by default'},
	{
		name: 'header', values: 'NAME: VALUE', help: 'what is sent to its server, and to no other, such as "Authorization: Bearer …"', repeatable: true,
	},
	{name: 'timeout', values: 'SECONDS', help: 'how long its server may be silent; 30 by default'},
];

/** What these flags say. Throws a usage error for what is no size or number. */
export function sourceOptions(flags: Readonly<Record<string, FlagValue>>): SourceOptions {
	const text = (name: string) => {
		const value = flags[name];
		return typeof value === 'string' ? value : undefined;
	};

	const [size, files, depth, timeout] = ['max-size', 'max-files', 'max-depth', 'timeout'].map(name => text(name));
	return {
		limits: {
			maxBytes: size === undefined ? defaultLimits.maxBytes : parseSize('max-size', size),
			maxFiles: files === undefined ? defaultLimits.maxFiles : parseCount('max-files', files),
			maxDepth: depth === undefined ? defaultLimits.maxDepth : parseCount('max-depth', depth),
		},
		cache: flags.cache !== false,
		headers: Array.isArray(flags.header) ? flags.header : [],
		...timeout === undefined ? {} : {timeoutMs: parseCount('timeout', timeout) * 1000},
	};
}

function parseCount(flag: string, text: string): number {
	if (!/^[1-9]\d{0,8}$/v.test(text)) {
		throw usageError(`--${flag} ${text}: a whole number from 1 on`);
	}

	return Number(text);
}
