import {cleanText} from '../../../text/clean.js';
import type {Report} from '../../../tsm/damage.js';
import {BlockBudget, DecodeBudget} from '../../../tsm/decode-budget.js';
import {metricsError} from '../../errors.js';
import type {Engine} from '../engine.js';
import {raceAbort} from '../../../system/race-abort.js';
import {openDatabase} from './database.js';
import {KeptFiles} from './kept-files.js';
import {listContents} from './list-contents.js';
import {paceOf} from './pace.js';
import {runQuery} from './query.js';
import {readArchive} from './read-archive.js';
import {recordedSecondsIn} from './recorded.js';

/** More of them tell nothing new. */
const maxNotes = 100;

/** Reads the database's files itself: nothing has to be installed, and nothing is started. */
export const embedded: Engine = {
	name: 'embedded',
	lacks: async () => undefined,
	async open(archive, options) {
		const kept = new KeptFiles();
		const closing = new AbortController();
		const notes: string[] = [];
		const onNote = (message: string) => {
			const line = cleanText(`${archive.path}: ${message}`);
			if (notes.length < maxNotes && !notes.includes(line)) {
				notes.push(line);
			}
		};

		const report: Report = ({message}) => {
			onNote(message);
		};

		try {
			const budget = new DecodeBudget();
			const contents = await readArchive(archive, {
				kept, report, budget, onNote,
			}, options);
			const database = await raceAbort(
				openDatabase(archive.path, contents, options.database, {
					pace: paceOf(closing.signal), report, budget, logs: contents.logs,
				}),
				options.signal,
			);
			const budgetsOf = (signal: AbortSignal) => ({pace: paceOf(signal), report, budget: new BlockBudget(budget.inputBytes)});
			return {
				version: 'embedded 1',
				database: database.name,
				notes,
				async query(query, signal) {
					const {metric} = query;
					if ('statement' in metric) {
						throw metricsError('influxdb-only', `only InfluxDB understands ${metric.beyond}`);
					}

					return raceAbort(runQuery(database.shards, {...query, metric}, budgetsOf(signal)), signal);
				},
				async recordedSeconds({metric, window}, signal) {
					return 'statement' in metric ? undefined : raceAbort(recordedSecondsIn(database.shards, {metric, window}, budgetsOf(signal)), signal);
				},
				list: async signal => raceAbort(listContents(database.shards, {pace: paceOf(signal), report}), signal),
				async close() {
					closing.abort();
					await kept.close();
				},
			};
		} catch (error) {
			closing.abort();
			await kept.close();
			throw error;
		}
	},
};
