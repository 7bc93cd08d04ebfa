import type {EnginePool} from '../../../metrics/engines/engine-pool.js';
import type {MetricsProgress} from '../../../metrics/load-metrics.js';
import type {MetricsSettings} from '../../definitions.js';

/** The engine pools of the screen, which keep databases open for a while. */
export type Engines = {
	/** The pool for queries that every engine answers, or for statements that need InfluxDB. Throws if no engine is usable. */
	readonly open: (needs: {readonly needsInfluxdb: boolean}) => Promise<EnginePool>;
	readonly close: () => Promise<void>;
};

/** Creates engine pools on first use. */
export function createEngines({engineName, chooseEngine}: Pick<MetricsSettings, 'engineName' | 'chooseEngine'>): Engines {
	const pools = new Map<boolean, Promise<EnginePool>>();
	const openPool = async (needsInfluxdb: boolean): Promise<EnginePool> => {
		const [{openEnginePool}, engine] = await Promise.all([import('../../../metrics/engines/engine-pool.js'), chooseEngine(needsInfluxdb)]);
		return openEnginePool(engine);
	};

	return {
		async open({needsInfluxdb}) {
			// A named engine is used for everything.
			const needsOwnPool = needsInfluxdb && engineName === 'auto';
			const pool = pools.get(needsOwnPool) ?? openPool(needsOwnPool);
			pools.set(needsOwnPool, pool);
			try {
				return await pool;
			} catch (error) {
				// A later attempt may succeed, for example after an installation.
				pools.delete(needsOwnPool);
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

/** Minimum time between two reports of one stage (ms): a frame per unpacked chunk would take longer than unpacking. */
const progressIntervalMs = 100;

/** Throttles progress: each new stage is reported at once, changes within it ten times a second. */
export function throttleProgress(report: (progress: MetricsProgress) => void): (progress: MetricsProgress) => void {
	let last: {readonly stage: string; readonly at: number} | undefined;
	return progress => {
		const at = performance.now();
		if (progress.stage !== last?.stage || at >= last.at + progressIntervalMs) {
			last = {stage: progress.stage, at};
			report(progress);
		}
	};
}
