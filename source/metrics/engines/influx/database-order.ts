const internal = '_internal';
const usual: readonly string[] = ['ombt-orchestrator', 'telegraf'];

/** Databases that metrics may be in, the likely ones first; InfluxDB's own is none of them. */
export const inOrder = (names: readonly string[]): readonly string[] =>
	[...usual.filter(name => names.includes(name)), ...names.filter(name => name !== internal && !usual.includes(name))];
