import {
	readdirSync, readFileSync, statSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {gzipSync} from 'node:zlib';
import {newFolder} from '../campaign-builder.js';
import {paxTarOf} from '../tar/tar-builder.js';
import {zipOf} from './zip-builder.js';

/** The campaign of the fixtures. */
export const campaign = fileURLToPath(new URL('../../fixtures/test_case_1-incremental-it-1', import.meta.url));

type Packed = {readonly name: string; readonly content: Uint8Array};

/** The files of a folder, with their paths below `top`. */
export const filesOf = (folder: string, top: string): readonly Packed[] =>
	readdirSync(folder, {recursive: true, encoding: 'utf8'}).sort()
		.filter(name => statSync(path.join(folder, name)).isFile())
		.map(name => ({name: path.posix.join(top, name), content: readFileSync(path.join(folder, name))}));

const packers: Readonly<Record<string, (files: readonly Packed[]) => Uint8Array>> = {
	'.tar': paxTarOf, '.tar.gz': files => gzipSync(paxTarOf(files)), '.tgz': files => gzipSync(paxTarOf(files)), '.zip': zipOf,
};

/** The bytes of an archive with these files, in the format of the file extension. */
export const pack = (ending: string, files: readonly Packed[]): Uint8Array => packers[ending]!(files);

/** Writes an archive of a campaign below `top` into a new folder; returns its path. */
export function packedCampaign(ending: string, folder = campaign, top = path.basename(campaign)): string {
	const file = path.join(newFolder('packed'), `packed${ending}`);
	writeFileSync(file, pack(ending, filesOf(folder, top)));
	return file;
}
