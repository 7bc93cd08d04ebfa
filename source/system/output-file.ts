import {randomBytes} from 'node:crypto';
import {rmSync} from 'node:fs';
import {
	link, open, rename, rm, stat,
} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {debug} from './debug-log.js';
import {
	codeOf, errorFactory, messageOf, usageError,
} from './errors.js';
import {isReallyInside} from './paths.js';

/** A file that appears under its name when it is finished, and not at all when it is discarded or the process ends before. */
export type OutputFile = {
	readonly write: (text: string) => Promise<void>;
	readonly finish: () => Promise<void>;
	readonly discard: () => Promise<void>;
};

type Options = {
	readonly campaignFolder: string;
	/** What stands before a mistake: by default the name. */
	readonly label?: string;
	/** Whether a file that is there already may go; where not, a FileExistsError is thrown when it is finished. */
	readonly replace?: boolean;
};

const outputError = errorFactory({
	'output-unwritable': {hint: 'choose a folder you may write to, with room left', status: 1},
});

/** There is a file of that name. */
export class FileExistsError extends Error {
	override readonly name = 'FileExistsError';
}

/** Opens a file outside the campaign. Throws a usage error for a place that cannot be meant, an error with the code output-unwritable where writing fails. */
export async function openOutputFile(name: string, {campaignFolder, label = name, replace = true}: Options): Promise<OutputFile> {
	const file = path.resolve(name);
	const isDevice = await checkTarget(label, file, campaignFolder);
	const temporary = isDevice ? file : `${file}.${process.pid}-${randomBytes(4).toString('hex')}`;
	const trying = async <Result>(step: () => Promise<Result>): Promise<Result> => {
		try {
			return await step();
		} catch (error) {
			throw error instanceof FileExistsError
				? error
				: outputError('output-unwritable', `${label}: cannot be written (${codeOf(error) ?? messageOf(error)})`, {file, cause: error});
		}
	};

	const handle = await trying(async () => open(temporary, isDevice ? 'w' : 'wx'));
	const clean = () => {
		if (!isDevice) {
			rmSync(temporary, {force: true});
		}
	};

	process.on('exit', clean);
	return {
		async write(text) {
			await trying(async () => handle.writeFile(text));
		},
		async finish() {
			await trying(async () => {
				await handle.close();
				await (isDevice ? undefined : (replace ? rename(temporary, file) : insertIndex(temporary, file)));
			});
			process.off('exit', clean);
			debug('file-written', {file});
		},
		async discard() {
			await handle.close().catch(() => undefined);
			await (isDevice ? undefined : rm(temporary, {force: true}));
		},
	};
}

// A link fails where the name is taken, whoever took it just now.
async function insertIndex(temporary: string, file: string): Promise<void> {
	try {
		await link(temporary, file);
	} catch (error) {
		throw codeOf(error) === 'EEXIST' ? new FileExistsError(file) : error;
	} finally {
		await rm(temporary, {force: true});
	}
}

/** Whether the place is there and no plain file (a device, a pipe): such a thing is written to, never replaced. */
async function checkTarget(label: string, file: string, campaignFolder: string): Promise<boolean> {
	if (isReallyInside(campaignFolder, file)) {
		throw usageError(`${label}: lies in the campaign, which is only ever read; choose a place outside it`);
	}

	const folder = await stat(path.dirname(file)).catch(() => undefined);
	if (!folder?.isDirectory()) {
		throw usageError(`${label}: there is no folder ${path.dirname(file)}; make it first`);
	}

	const found = await stat(file).catch(() => undefined);
	if (found?.isDirectory()) {
		throw usageError(`${label}: is a folder; give the name of a file`);
	}

	return found !== undefined && !found.isFile();
}
