import {execFile} from 'node:child_process';
import {constants} from 'node:fs';
import {access, stat} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {promisify} from 'node:util';
import {cleanText} from '../../../text/clean.js';
import {metricsError} from '../../errors.js';

/**
 * The path of influxd 1.x: the given one, that of $INFLUXD, or the first one in PATH. A name without a slash is looked up in PATH only. Throws AppError
 * influxd-missing or influxd-too-new.
 */
export async function findBinary(given: string | undefined): Promise<string> {
	const {INFLUXD: set, PATH = ''} = process.env;
	const named = given ? {words: `--influxd ${given}`, file: given} : (set ? {words: `$INFLUXD ${set}`, file: set} : undefined);
	// Skip relative folders in PATH: they depend on the working directory, which others may control.
	const inPath = (name: string) => PATH.split(path.delimiter).filter(folder => path.isAbsolute(folder)).map(folder => path.join(folder, name));
	const candidates = named?.file.includes(path.sep) ? [path.resolve(named.file)] : inPath(named?.file ?? 'influxd');
	for (const candidate of candidates) {
		if (await isProgram(candidate)) {
			return refuseNewer(candidate);
		}
	}

	throw metricsError('influxd-missing', named ? `${cleanText(named.words)}: no such program` : 'there is no influxd in PATH');
}

const longest = 5000;

async function isProgram(file: string): Promise<boolean> {
	try {
		await access(file, constants.X_OK);
		return (await stat(file)).isFile();
	} catch {
		return false;
	}
}

// InfluxDB 2 has a program with the same name; one that does not print its version is detected when it starts.
async function refuseNewer(file: string): Promise<string> {
	const output = await promisify(execFile)(file, ['version'], {timeout: longest, killSignal: 'SIGKILL'}).catch(() => undefined);
	const version = /\bInfluxDB v?([2-9]\.[\w.~\-]+)/v.exec(output?.stdout ?? '')?.[1];
	if (version !== undefined) {
		throw metricsError('influxd-too-new', `${cleanText(file)} is InfluxDB ${version}, which cannot read data of 1.x`);
	}

	return file;
}
