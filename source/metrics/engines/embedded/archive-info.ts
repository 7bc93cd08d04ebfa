import {ByteCursor} from '../../../tsm/byte-cursor.js';
import {type ReportDamage, tryRead} from '../../../tsm/damage.js';
import type {DecodeBudget} from '../../../tsm/decode-budget.js';
import {type MetaDatabase, readMeta} from '../../../tsm/meta.js';
import type {DataFile} from './data-path.js';
import type {ArchiveInfo} from './database.js';
import type {FileReader} from './read-archive.js';

/** Collects the file names and the `meta.db` of an archive while another reader reads its files. */
export class ArchiveInfoReader implements ArchiveInfo {
	meta: readonly MetaDatabase[] = [];
	readonly files: DataFile[] = [];
	private readonly report: ReportDamage;

	constructor(report: ReportDamage) {
		this.report = report;
	}

	/** A reader that wraps the given one. */
	before(reader: FileReader, budget: DecodeBudget): FileReader {
		const take = (meta: readonly MetaDatabase[]) => {
			this.meta = meta;
		};

		const {report, files} = this;
		return {
			read(file, name, size) {
				if (file !== 'meta') {
					files.push(file);
					return reader.read(file, name, size);
				}

				return {
					// eslint-disable-next-line require-yield
					* whole(source) {
						take(tryRead(report, () => readMeta(new ByteCursor(source.read(0, source.size), name), budget)) ?? []);
					},
				};
			},
		};
	}
}
