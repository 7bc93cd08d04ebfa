#!/usr/bin/env node
import process from 'node:process';
import meow from 'meow';
import {CampaignError, messageOf, UsageError} from './campaign/errors.js';
import type {Command} from './commands/command.js';
import {commands} from './commands/commands.js';
import {commandHelp, generalHelp} from './commands/help.js';
import {cleanText} from './text/clean.js';
import {wantsAscii} from './ui/terminal/character-set.js';
import {prepareColours} from './ui/terminal/colour-environment.js';

const globalFlags = {
	color: true, ascii: false, cache: true, help: false, version: false,
} as const;

/** Finds the command that the words ask for, loads it and runs it; returns the exit status. */
async function main(words: readonly string[]): Promise<number> {
	const named = commands.find(({name}) => name === words[0]);
	const command = named ?? commands[0];
	const rest = named ? words.slice(1) : words;
	if (!command) {
		return 2;
	}

	const cli = meow({
		importMeta: import.meta,
		argv: rest,
		autoHelp: false,
		autoVersion: false,
		flags: {
			...Object.fromEntries(command.flags.map(({name}) => [camelCase(name), {type: 'string' as const}])),
			...Object.fromEntries(Object.entries(globalFlags).map(([name, otherwise]) => [name, {type: 'boolean' as const, default: otherwise}])),
		},
	});
	if (cli.flags.version) {
		process.stdout.write(`${String(cli.pkg.version)}\n`);
		return 0;
	}

	if (cli.flags.help) {
		process.stdout.write(named ? commandHelp(named) : generalHelp(commands));
		return 0;
	}

	const flags = Object.fromEntries(Object.entries(cli.flags).map(([name, value]) => [kebabCase(name), typeof value === 'string' || typeof value === 'boolean' ? value : undefined]));
	checkFlags(command, rest, flags);
	const [folder, ...others] = cli.input;
	if (others.length > 0) {
		throw new UsageError(`one CAMPAIGN at a time; ${others[0]} is one too many`);
	}

	if (folder === undefined && command.name !== 'explore') {
		throw new UsageError(`${command.name} needs a CAMPAIGN: the folder that holds params.json`);
	}

	return command.run({
		folder: folder ?? '.',
		flags,
		hasColour: prepareColours({noColor: flags.color === false, env: process.env, isTTY: process.stdout.isTTY}),
		ascii: wantsAscii({ascii: flags.ascii === true, env: process.env}),
	});
}

function checkFlags(command: Command, words: readonly string[], flags: Readonly<Record<string, unknown>>): void {
	const end = words.includes('--') ? words.indexOf('--') : words.length;
	for (const word of words.slice(0, end)) {
		const name = /^--?(?:no-)?(?<name>[^=]+)/v.exec(word)?.groups?.name;
		if (word.startsWith('-') && name !== undefined && !(name in globalFlags) && command.flags.every(flag => flag.name !== name)) {
			throw new UsageError(`unknown flag ${word.split('=')[0] ?? word}; ${command.name} takes ${[...command.flags.map(flag => `--${flag.name}`), '--no-color', '--ascii', '--no-cache', '--help'].join(', ')}`);
		}
	}

	for (const {name, choices} of command.flags) {
		const value = flags[name];
		if (value === '' || (choices && typeof value === 'string' && !choices.includes(value))) {
			throw new UsageError(`--${name} ${String(value)}: give ${choices ? choices.join(', ') : 'a value'}`.replace('  ', ' '));
		}
	}
}

const camelCase = (name: string): string => name.replaceAll(/-(?<letter>\w)/gv, (_, letter: string) => letter.toUpperCase());
const kebabCase = (name: string): string => name.replaceAll(/[A-Z]/gv, letter => `-${letter.toLowerCase()}`);

function report(error: unknown): number {
	const detail = error instanceof UsageError ? error.detail : [];
	const remedy = error instanceof CampaignError ? `; ${error.remedy}` : '';
	process.stderr.write([`ombt-explorer: ${messageOf(error)}${remedy}`, ...detail].map(line => `${cleanText(line)}\n`).join(''));
	return error instanceof UsageError ? 2 : 1;
}

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
	process.exit(error.code === 'EPIPE' ? 0 : 1);
});

// Exits explicitly: parsing threads may still run.
process.exit(await main(process.argv.slice(2)).catch((error: unknown) => report(error)));
