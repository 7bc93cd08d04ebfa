import path from 'node:path';
import type {Source} from './source.js';

/** A local folder: nothing has to be fetched. */
export const folderSource = (folder: string): Source => ({
	address: folder,
	isTemporary: false,
	open: async ({within}) => ({folder: within === undefined ? folder : path.join(folder, within), notes: []}),
	async look() {},
	async fetch() {},
	async close() {},
});
