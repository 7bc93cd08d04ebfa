import {stat} from 'node:fs/promises';
import {AppError, codeOf} from '../system/errors.js';
import {readTar} from '../tar/read-tar.js';
import {createTally} from '../tar/tally.js';
import {zlibFaults} from '../tar/tar-fault.js';
import type {TarHeader} from '../tar/tar-header.js';
import type {ArchiveReader, Member, MemberSink} from './archive-reader.js';
import {tarFaultsOf, unreadableError} from './errors.js';

const kinds: Readonly<Record<string, Member['kind']>> = {
	0: 'file', '\0': 'file', 7: 'file', 5: 'folder', D: 'folder',
};

const memberOf = ({name, size, type, modified}: TarHeader): Member => ({
	name, size, modified, kind: kinds[type] ?? 'other',
});

/** Reads a tar file, compressed with gzip or not. */
export const tarReader = (file: string, isGzip: boolean, address: string): ArchiveReader => ({
	isSeekable: !isGzip,
	async read({signal, limits, onMember, onProgress, onNote}) {
		const fault = tarFaultsOf(address);
		const {size} = await stat(file);
		// Skipped members may have any size: `onMember` checks that of the others.
		const tally = createTally({
			archiveBytes: size, maxUnpacked: Infinity, maxFiles: limits.maxFiles, fault,
		});
		// All writes of a chunk complete before the next one is read.
		const pending: Array<() => Promise<void>> = [];
		let sink: MemberSink | undefined;
		const reading = readTar({path: file, isGzip}, {
			signal, tally, onNote, fault,
			receive(header) {
				tally.entry(header.size);
				const begin = onMember(memberOf(header));
				if (!begin) {
					return undefined;
				}

				pending.push(async () => {
					sink = await begin();
				});
				return {
					write(chunk) {
						pending.push(async () => sink?.write(chunk));
					},
					end() {
						pending.push(async () => {
							await sink?.end();
							sink = undefined;
						});
					},
				};
			},
			async onChunk(_, bytesDone) {
				for (const work of pending.splice(0)) {
					signal.throwIfAborted();
					await work();
				}

				onProgress(bytesDone, size);
			},
		});
		try {
			await reading;
		} finally {
			await sink?.discard();
		}
	},
	errorOf(error) {
		if (error instanceof AppError) {
			return error;
		}

		const code = codeOf(error);
		const fault = zlibFaults[code ?? ''];
		return fault ? tarFaultsOf(address)(fault) : (code === 'EACCES' ? unreadableError(error, address) : undefined);
	},
});
