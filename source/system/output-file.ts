import {
	lstat, open, readlink, realpath, stat,
} from 'node:fs/promises';
import path from 'node:path';
import {debug} from './debug-log.js';
import {
	AppError, codeOf, errorFactory, usageError, writeProblem,
} from './errors.js';
import {isReallyInside} from './paths.js';
import {
	FileExistsError, removeAbandoned, stageFile, type StagedFile,
} from './staged-file.js';

/** A file that appears under its name only once finished, and not at all if it is discarded or the process ends before. */
export type OutputFile = {
	readonly write: (text: string) => Promise<void>;
	readonly finish: () => Promise<void>;
	readonly discard: () => Promise<void>;
};

type Options = {
	readonly campaignFolder: string;
	/** Prefix of error messages; defaults to the name. */
	readonly label?: string;
	/** Whether an existing file may be replaced; otherwise finishing throws FileExistsError. */
	readonly replace?: boolean;
};

const outputError = errorFactory({
	'output-unwritable': {hint: 'choose another folder', status: 1},
});

/**
 * Opens a file outside the campaign. A replaced file keeps its permissions, links are followed. Throws a usage error for an invalid target, and
 * AppError output-unwritable if writing fails, now or later.
 */
export async function openOutputFile(name: string, {campaignFolder, label = name, replace = true}: Options): Promise<OutputFile> {
	const trying = async <Result>(step: () => Promise<Result>): Promise<Result> => {
		try {
			return await step();
		} catch (error) {
			if (error instanceof FileExistsError || error instanceof AppError) {
				throw error;
			}

			const {reason, hint} = writeProblem(error);
			throw outputError('output-unwritable', `${label}: cannot be written: ${reason}`, {file: path.resolve(name), hint, cause: error});
		}
	};

	const {file, isDevice, mode} = await trying(async () => findTarget(label, path.resolve(name), campaignFolder));
	const output = await trying(async () => isDevice ? openDevice(file) : stageFile(file, {mode, replace, sync: true}));
	await (isDevice ? undefined : removeAbandoned(path.dirname(file)));
	return {
		async write(text) {
			await trying(async () => output.write(text));
		},
		async finish() {
			await trying(output.commit);
			debug('file-written', {file});
		},
		discard: output.discard,
	};
}

/** Devices and pipes are written to, never replaced. */
async function openDevice(file: string): Promise<StagedFile> {
	const handle = await open(file, 'w');
	return {
		async write(data) {
			await handle.writeFile(data);
		},
		async commit() {
			await handle.close();
		},
		async discard() {
			await handle.close().catch(() => undefined);
		},
	};
}

type Target = {readonly file: string; readonly isDevice: boolean; readonly mode: number | undefined};

/** The target of a name: the file itself, whether it is a device or a pipe, and its permissions if it exists. */
async function findTarget(label: string, name: string, campaignFolder: string): Promise<Target> {
	const file = await followLinks(name);
	if (await isReallyInside(campaignFolder, name) || await isReallyInside(campaignFolder, file)) {
		throw usageError(`${label}: lies in the campaign, where nothing is written; choose a path outside it`);
	}

	const folder = await stat(path.dirname(file)).catch((error: unknown) => ({error}));
	if ('error' in folder && codeOf(folder.error) === 'ENAMETOOLONG') {
		throw folder.error;
	}

	if ('error' in folder || !folder.isDirectory()) {
		throw usageError(`${label}: no such folder ${path.dirname(file)}; create it first`);
	}

	const found = await stat(file).catch(() => undefined);
	if (found?.isDirectory()) {
		throw usageError(`${label}: is a folder; give the name of a file`);
	}

	// eslint-disable-next-line no-bitwise
	return {file, isDevice: found !== undefined && !found.isFile(), mode: found && found.mode & 0o777};
}

/** The end of a chain of links, whether or not it exists; a name that is not a link is returned unchanged. */
async function followLinks(name: string): Promise<string> {
	const found = await lstat(name).catch(() => undefined);
	if (!found?.isSymbolicLink()) {
		return name;
	}

	return realpath(name).catch(async () => path.resolve(path.dirname(name), await readlink(name)));
}
