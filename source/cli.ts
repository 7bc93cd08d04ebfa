#!/usr/bin/env node
import process from 'node:process';
import {campaignError} from './campaign/errors.js';
import {packedLogsOf} from './campaign/logs/packed-logs.js';
import {AppError, usageError} from './system/errors.js';
import {readNotices, saveCode} from './system/program-files.js';
import {endProcess, onOutputError} from './system/end-process.js';
import {cacheFolder, cacheProblem} from './system/cache-folder.js';
import {debug, debugToFile, finishDebugLog} from './system/debug-log.js';
import {errorReport} from './system/error-report.js';
import type {Command} from './commands/command.js';
import {commands} from './commands/commands.js';
import {parseFlags} from './commands/flags.js';
import {commandHelp, generalHelp} from './commands/help.js';
import {hasTerminal, note, write} from './commands/print.js';
import {withWaitNotice} from './commands/status-line.js';
import {openCommandSource, sourceOptions, withProgressLine} from './commands/campaign-source.js';
import {isNoFile, sourceOf} from './sources/open-source.js';
import {withoutCredentials} from './text/clean.js';
import {exists} from './system/paths.js';
import type {Source} from './sources/source.js';
import {suggestion} from './text/names.js';
import {wantsAscii, wantsColours} from './system/terminal.js';

/** Parses the command line, loads the command's module and runs it; returns the exit status. */
async function main(words: readonly string[]): Promise<number> {
	const named = commands.find(({name}) => name === words[0]);
	const command = named ?? commands[0];
	const {flags, others: [folder, ...others], version} = parseFlags(command, named ? words.slice(1) : words);
	const page = pages.find(({flag}) => flags[flag] === true);
	if (page) {
		await write(page.text({command: named, version}));
		return 0;
	}

	if (!named && folder !== undefined && !isNoFile(folder) && !await exists(folder)) {
		throw unknownArgument(folder, others.length > 0);
	}

	if (others.length > 0) {
		throw usageError(`give a single CAMPAIGN; ${withoutCredentials(others[0] ?? '')} is one too many`);
	}

	if (folder === undefined && command.name !== 'explore') {
		throw usageError(`${command.name} needs a CAMPAIGN: the folder that holds params.json, or an archive of it`);
	}

	const source = await sourceOf(folder ?? '.', sourceOptions(flags));
	try {
		return await runCommand(command, source, {flags, version});
	} finally {
		await source.close();
	}
}

type Parsed = Pick<ReturnType<typeof parseFlags>, 'flags' | 'version'>;

async function runCommand(command: Command, source: Source, {flags, version}: Parsed): Promise<number> {
	const isExplorer = command.name === 'explore' && hasTerminal();
	const {address} = source;
	if (isExplorer) {
		await debugToFile(await cacheFolder('debug'), address);
	}

	debug('start', {
		version, node: process.versions.node, platform: process.platform, command: command.name, folder: address, flags: flagNames(),
	});
	const problem = flags.cache === false ? undefined : await cacheProblem();
	if (problem !== undefined && !isExplorer) {
		note({ascii: true}, `ombt-explorer: ${problem}`);
	}

	const ascii = wantsAscii({ascii: flags.ascii === true, env: process.env});
	const run = async () => {
		// The explorer opens the source itself: it shows the progress, and can be quit meanwhile.
		const packedLogs = isExplorer ? undefined : packedLogsOf(source, withProgressLine);
		const opened = isExplorer ? {folder: address} : await openCommandSource(source, {packedLogs, ascii});
		if ('status' in opened) {
			return opened.status;
		}

		return command.run({
			folder: opened.folder,
			source,
			packedLogs,
			flags: source.isTemporary ? {...flags, cache: false} : flags,
			cacheProblem: problem,
			hasColour: wantsColours({noColor: flags.color === false, env: process.env, isTTY: process.stdout.isTTY}),
			ascii,
		});
	};

	const status = await (isExplorer ? run() : withWaitNotice(run));
	await saveCode({command: command.name, campaignFolder: address, isEnd: true});
	debug('end', {status, tookMs: Math.round(performance.now())});
	await finishDebugLog();
	return status;
}

// Names only: values may contain passwords.
const flagNames = (): readonly string[] => process.argv.slice(2).filter(word => word.startsWith('--')).map(word => word.split('=')[0] ?? '');

type Page = {readonly flag: string; readonly text: (context: {readonly command: Command | undefined; readonly version: string}) => string};

/** Flags that print a page instead of running a command; the first one given wins. */
const pages: readonly Page[] = [
	{flag: 'version', text: ({version}) => `${version}\n`},
	{flag: 'help', text: ({command}) => command ? commandHelp(command) : generalHelp(commands)},
	{flag: 'licenses', text: readNotices},
];

// A word followed by a CAMPAIGN must be meant as a command.
function unknownArgument(word: string, isCommand: boolean): Error {
	const names = commands.map(({name}) => name);
	const hint = suggestion(word, names, `the commands are ${names.join(', ')}`);
	return isCommand
		? usageError(`${word} is not a command; ${hint}`)
		: campaignError('command-unknown', `${word}: neither a folder nor a command`, {hint});
}

function report(error: unknown): number {
	const style = {ascii: wantsAscii({ascii: process.argv.includes('--ascii'), env: process.env})};
	for (const line of errorReport(error)) {
		note(style, line);
	}

	return error instanceof AppError ? error.status : 1;
}

process.stdout.on('error', onOutputError);
// If stderr fails there is nowhere left to report.
process.stderr.on('error', () => {});
// Without a listener Node opens a debugger port and prints a message.
process.on('SIGUSR1', () => {});

// The event loop is empty, but there is no result: a defect, which must not look like success.
process.once('beforeExit', () => {
	void endProcess(report(new Error('ended without a result')));
});

// Exits explicitly because parser threads may still be running. Top-level await is not possible: the bundle turns each module into a function.
// eslint-disable-next-line unicorn/prefer-top-level-await
void main(process.argv.slice(2)).catch((error: unknown) => report(error)).then(endProcess);
