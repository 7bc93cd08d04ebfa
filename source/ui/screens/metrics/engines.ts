import type {EnginePool} from '../../../metrics/engines/engine-pool.js';
import type {MetricsProgress} from '../../../metrics/load-metrics.js';
import type {MetricsOptions} from '../../definitions.js';

/** What answers the queries of a screen: databases that are open stay so for a while. */
export type Engines = {
	/** What answers any query; of statements that InfluxDB alone understands what has one. Throws where no engine can be used. */
	readonly open: (needs: {readonly influxdb: boolean}) => Promise<EnginePool>;
	readonly close: () => Promise<void>;
};

/** Engines that are chosen when they are needed first. */
export function createEngines({engineName, chooseEngine}: Pick<MetricsOptions, 'engineName' | 'chooseEngine'>): Engines {
	const pools = new Map<boolean, Promise<EnginePool>>();
	const openPool = async (needsInfluxdb: boolean): Promise<EnginePool> => {
		const [{openEnginePool}, engine] = await Promise.all([import('../../../metrics/engines/engine-pool.js'), chooseEngine(needsInfluxdb)]);
		return openEnginePool(engine);
	};

	return {
		async open({influxdb}) {
			// An engine that was named answers all, or says that it cannot.
			const isOther = influxdb && engineName === 'auto';
			const pool = pools.get(isOther) ?? openPool(isOther);
			pools.set(isOther, pool);
			try {
				return await pool;
			} catch (error) {
				// What is lacking may be there when it is asked for again.
				pools.delete(isOther);
				throw error;
			}
		},
		async close() {
			for (const pool of pools.values()) {
				const opened = await pool.catch(() => undefined);
				await opened?.closeAll();
			}
		},
	};
}

/** Between two pictures of one stage (ms): one for each piece that is unpacked would take longer than to unpack it. */
const progressEvery = 100;

/** Reports how far reading is: each stage at once, and what changes within it ten times a second. */
export function pacedProgress(report: (progress: MetricsProgress) => void): (progress: MetricsProgress) => void {
	let last: {readonly stage: string; readonly at: number} | undefined;
	return progress => {
		const at = performance.now();
		if (progress.stage !== last?.stage || at >= last.at + progressEvery) {
			last = {stage: progress.stage, at};
			report(progress);
		}
	};
}
