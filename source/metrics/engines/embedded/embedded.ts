import {cleanText} from '../../../text/clean.js';
import type {ReportDamage} from '../../../tsm/damage.js';
import {BlockBudget} from '../../../tsm/decode-budget.js';
import {catalogue} from '../../catalogue.js';
import {metricsError} from '../../errors.js';
import type {Engine} from '../engine.js';
import {byLikelihood} from '../influx/connect.js';
import {raceAbort} from '../../../system/waiting.js';
import {openDatabase} from './database.js';
import {ArchiveInfoReader} from './archive-info.js';
import {BufferedFiles} from './buffered-files.js';
import {listContents} from './list-contents.js';
import {paceOf} from './pace.js';
import {runQuery} from './query.js';
import {readArchive} from './read-archive.js';
import {fieldsOf, SeriesCache} from './series-cache.js';
import {recordedSecondsIn} from './recorded-interval.js';

/** Further ones add no information. */
const maxNotes = 100;

/** Reads the database files itself, without any installed program or server. */
export const embedded: Engine = {
	name: 'embedded',
	whyUnavailable: async () => undefined,
	async open(archive, options) {
		const buffers = new BufferedFiles();
		const closing = new AbortController();
		const notes: string[] = [];
		const onNote = (message: string) => {
			const line = cleanText(`${archive.path}: ${message}`);
			if (notes.length < maxNotes && !notes.includes(line)) {
				notes.push(line);
			}
		};

		const report: ReportDamage = ({message}) => {
			onNote(message);
		};

		const described = new ArchiveInfoReader(report);
		let inputBytes: number | undefined;
		const seriesCache = new SeriesCache(async (reader, budget) => {
			const isFirst = inputBytes === undefined;
			// A later pass continues for the next query if one is cancelled.
			const signal = isFirst ? options.signal : closing.signal;
			await readArchive(archive, isFirst ? described.before(reader, budget) : reader, {
				...options, signal, buffers, budget, onNote, pace: paceOf(signal),
			});
			inputBytes ??= budget.inputBytes;
		}, {buffers, report});
		const close = async () => {
			closing.abort();
			await seriesCache.settled();
			await buffers.close();
		};

		try {
			await seriesCache.prepare([...catalogue, ...options.metrics ?? []].flatMap(metric => fieldsOf(metric)));
			const database = await raceAbort(openDatabase(archive.path, described, options.database, seriesCache), options.signal);
			const budgetsOf = (during: AbortSignal) => ({pace: paceOf(during), report, budget: new BlockBudget(inputBytes)});
			return {
				version: 'embedded 1',
				database: database.name,
				notes,
				async query(query, during) {
					const {metric} = query;
					if ('statement' in metric) {
						throw metricsError('influxdb-only', `only InfluxDB supports ${metric.unsupported}`);
					}

					await raceAbort(seriesCache.prepare(fieldsOf(metric)), during);
					return raceAbort(runQuery(database.shards, {...query, metric}, budgetsOf(during)), during);
				},
				async recordedSeconds({metric, window}, during) {
					if ('statement' in metric) {
						return undefined;
					}

					await raceAbort(seriesCache.prepare(fieldsOf(metric)), during);
					return raceAbort(recordedSecondsIn(database.shards, {metric, window}, budgetsOf(during)), during);
				},
				list: async during => raceAbort(seriesCache.inTurn(async pass => listContents(database.shards, {
					pass, buffers, report, pace: paceOf(during), hasTombstones: described.files.some(({kind}) => kind === 'tombstone'),
				})), during),
				otherDatabases: async () => byLikelihood([...new Set(described.files.map(file => file.database))]).filter(name => name !== database.name),
				close,
			};
		} catch (error) {
			await close();
			throw error;
		}
	},
};
