import meow from 'meow';
import packageJson from '../../package.json' with {type: 'json'};
import {type AppError, usageError} from '../system/errors.js';
import {suggestion} from '../text/names.js';
import type {Command, Flag, FlagValue} from './command.js';
import {globalFlags} from './shared-flags.js';

/** The defaults of the flags of every command. */
const globalDefaults: Readonly<Record<string, boolean>>
	= Object.fromEntries(globalFlags.map(({name}) => [name.replace(/^no-/v, ''), name.startsWith('no-')]));

/** The values of the flags that were given, by name. */
export type Flags = Readonly<Record<string, FlagValue>>;

/** Parses the flags (by the names typed) and the positional arguments of a command line. Throws a usage error for anything the command does not accept. */
export function parseFlags(command: Command, words: readonly string[]): {readonly flags: Flags; readonly others: readonly string[]; readonly version: string} {
	checkNames(command, words);
	const {flags, input} = meow({
		importMeta: import.meta,
		// Given explicitly, so that it is not searched for on disk.
		pkg: packageJson,
		argv: words,
		autoHelp: false,
		autoVersion: false,
		flags: {
			...Object.fromEntries(command.flags.map(flag => [camelCase(flag.name), kindOf(flag)])),
			...Object.fromEntries(Object.entries(globalDefaults).map(([name, otherwise]) => [name, {type: 'boolean' as const, default: otherwise}])),
		},
	});
	const given: ReadonlyMap<string, unknown> = new Map(Object.entries(flags).map(([name, value]) => [kebabCase(name), value]));
	return {
		flags: {
			...Object.fromEntries(Object.keys(globalDefaults).map(name => [name, given.get(name) === true])),
			...Object.fromEntries(command.flags.map(flag => [flag.name, flagValue(flag, given.get(flag.name), words)])),
		},
		others: input,
		version: packageJson.version,
	};
}

// Rejects unknown flags before `--`: they would be taken for a CAMPAIGN.
function checkNames(command: Command, words: readonly string[]): void {
	const valued = new Set(command.flags.map(({name}) => name));
	const repeatable = new Set(command.flags.filter(flag => flag.repeatable).map(({name}) => name));
	const given = new Set<string>();
	for (const word of beforeDashes(words)) {
		const [flag = ''] = word.split('=');
		const name = flag.replace(/^--?/v, '');
		if (flag.startsWith('-') && flag !== '-' && !(flag.startsWith('--') && (valued.has(name) || Object.hasOwn(globalDefaults, name.replace(/^no-/v, ''))))) {
			const names = [...valued, ...globalFlags.map(({name}) => name)].map(name => `--${name}`);
			throw usageError(`unknown flag ${flag}; ${suggestion(flag, names, `${command.name} takes ${names.join(', ')}`)}`);
		}

		if (flag.startsWith('--') && valued.has(name) && given.has(name) && !repeatable.has(name)) {
			throw usageError(`${flag}: give it once`);
		}

		if (flag.startsWith('--')) {
			given.add(name);
		}
	}
}

const kindOf = ({values, repeatable}: Flag) => values === ''
	? {type: 'boolean' as const, default: false}
	: (repeatable ? {type: 'string' as const, isMultiple: true as const} : {type: 'string' as const});

function flagValue(flag: Flag, given: unknown, words: readonly string[]): FlagValue {
	if (flag.values === '') {
		return given === true;
	}

	if (flag.repeatable) {
		return valuesFor(flag, words).map(value => flagText(flag, value));
	}

	return given === undefined ? undefined : flagText(flag, given);
}

// The parser drops empty ones if there are several.
const valuesFor = ({name}: Flag, words: readonly string[]): readonly string[] => beforeDashes(words).flatMap((word, index, all) => {
	const next = all[index + 1] ?? '';
	return word === `--${name}` ? [next.startsWith('--') ? '' : next] : (word.startsWith(`--${name}=`) ? [word.slice(name.length + 3)] : []);
});

const beforeDashes = (words: readonly string[]): readonly string[] => words.slice(0, words.includes('--') ? words.indexOf('--') : words.length);

const noValue = ({name, values, choices}: Flag): AppError => usageError(`--${name}: needs a value: ${choices ? choices.join(', ') : values}`);

function flagText(flag: Flag, given: unknown): string {
	const {name, choices} = flag;
	if (typeof given !== 'string' || given === '') {
		throw noValue(flag);
	}

	if (choices && !choices.includes(given)) {
		throw usageError(`--${name} ${given}: give one of ${choices.join(', ')}`);
	}

	return given;
}

const camelCase = (name: string): string => name.replaceAll(/-(?<letter>\w)/gv, (_, letter: string) => letter.toUpperCase());
const kebabCase = (name: string): string => name.replaceAll(/[A-Z]/gv, letter => `-${letter.toLowerCase()}`);
