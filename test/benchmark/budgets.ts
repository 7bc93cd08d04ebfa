/** The limit of a measurement, which may depend on its peer in the same run. */
export type Budget = {
	readonly what: string;
	readonly unit: Unit;
	/** The budget as text. */
	readonly text: string;
	/** The name of the peer; undefined for an absolute budget. */
	readonly peer: string | undefined;
	/** The maximum, in the same unit as the peer. */
	readonly max: (peer: number) => number;
};

export type Unit = 'ms' | 'MB' | 'B';

const faster = (times: number, peer = 'notebook') => ({
	unit: 'ms', peer, text: `≥ ${times}× faster`, max: (peer: number) => peer / times,
} as const);
const atMost = (max: number, unit: Unit, text = `≤ ${max} ${unit}`) => ({
	unit, peer: undefined, text, max: () => max,
} as const);

export const budgets = {
	coldSmall: {what: 'load + table, cold', ...faster(8)},
	coldLarge: {what: 'load + table, cold', ...faster(12)},
	warmSmall: {what: 'load + table, warm', ...faster(20)},
	warmLarge: {what: 'load + table, warm', ...faster(30)},
	memory: {what: 'peak memory, cold', ...atMost(400, 'MB')},
	firstFrame: {
		what: 'first frame, warm', unit: 'ms', peer: 'node -e 0', text: '≤ 2.5× + 150 ms', max: peer => 2.5 * peer + 150,
	},
	executable: {
		what: 'single executable, warm', unit: 'ms', peer: 'package', text: '≤ 1.3×', max: peer => 1.3 * peer,
	},
	keyTime: {what: '↓ to its frame, p95', ...atMost(33, 'ms')},
	keyBytes: {what: '↓ bytes sent, p95', ...atMost(4096, 'B', '≤ 4096 B')},
	metricsSmall: {what: 'metrics, embedded', ...faster(2, 'influxd')},
	metricsLarge: {what: 'metrics, embedded', ...faster(1.5, 'influxd')},
	metricsDocker: {what: 'metrics, embedded', ...faster(5, 'docker')},
	metricsMemory: {what: 'peak memory, metrics', ...atMost(256, 'MB')},
	containers: {what: 'metrics, embedded', ...faster(3, 'influxd')},
	containersGunzip: {
		what: 'metrics, embedded', unit: 'ms', peer: 'gunzip', text: '≤ 2.5×', max: peer => 2.5 * peer,
	},
	containersOne: {
		what: 'one metric', unit: 'ms', peer: 'all 14', text: '≤ 1.05×', max: peer => 1.05 * peer,
	},
	containersMemory: {what: 'peak memory, metrics', ...atMost(220, 'MB')},
	containersOneMemory: {
		what: 'peak memory, one', unit: 'MB', peer: 'all 14', text: '≤ 1.05×', max: peer => 1.05 * peer,
	},
	agentsScreen: {what: 'key 6 to its agents', ...atMost(2000, 'ms')},
	agentsMemory: {what: 'peak memory, agents', ...atMost(300, 'MB')},
	metricsScreen: {what: 'key 5 to its metrics', ...atMost(300, 'ms')},
} as const satisfies Record<string, Budget>;

export type BudgetId = keyof typeof budgets;

/** A measured value and its budget; `subject` is what was measured, such as a campaign or screen. */
export type Measurement = {readonly budget: BudgetId; readonly subject: string} & (
	| {readonly measured: number; readonly peer?: number}
	| {readonly skipped: string}
	| {readonly failed: string}
);

export type Verdict = 'ok' | 'missed' | 'skipped';

/** Whether a measurement is within its budget. */
export function judge(measurement: Measurement): Verdict {
	if ('skipped' in measurement) {
		return 'skipped';
	}

	const budget: Budget = budgets[measurement.budget];
	return 'measured' in measurement && measurement.measured <= budget.max(measurement.peer ?? Number.NaN) ? 'ok' : 'missed';
}
