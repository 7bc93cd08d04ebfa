import {stat} from 'node:fs/promises';
import {codeOf} from '../system/errors.js';
import {readTarInto} from '../tar/entry-sinks.js';
import {createUnpackBudget} from '../tar/unpack-budget.js';
import {zlibFaults} from '../tar/tar-fault.js';
import {isSparse, type TarHeader} from '../tar/tar-header.js';
import type {ArchiveReader, Member} from './archive-reader.js';
import {tarFaultsOf} from './errors.js';

const kinds: Readonly<Record<string, Member['kind']>> = {
	0: 'file', '\0': 'file', 7: 'file', 5: 'folder', D: 'folder',
};

const memberOf = (header: TarHeader): Member => ({
	name: header.name, size: header.size, modified: header.modified, kind: isSparse(header) ? 'sparse' : (kinds[header.type] ?? 'other'),
});

/** Reads a tar file, compressed with gzip or not. */
export const tarReader = (file: string, isGzip: boolean, address: string): ArchiveReader => ({
	isSeekable: !isGzip,
	async read({signal, limits, onMember, onProgress, onNote}) {
		const fault = tarFaultsOf(address);
		const {size} = await stat(file);
		// Skipped members may have any size: `onMember` checks that of the others.
		const unpackBudget = createUnpackBudget({
			archiveBytes: size, maxUnpacked: Infinity, maxFiles: limits.maxFiles, fault,
		});
		await readTarInto({path: file, isGzip}, {
			signal, unpackBudget, onNote, fault,
			onEntry(header) {
				unpackBudget.countEntry(header.size);
				return onMember(memberOf(header));
			},
			onRead(bytesDone) {
				onProgress(bytesDone, size);
			},
		});
	},
	errorOf(error) {
		const fault = zlibFaults[codeOf(error) ?? ''];
		return fault && tarFaultsOf(address)(fault);
	},
});
