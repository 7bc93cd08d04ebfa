import {
	budgets, judge, type Budget, type Measurement, type Unit,
} from './budgets.js';

const heads = ['what', 'of', 'measured', 'peer', 'ratio', 'budget', ''];

/** The measurements as a table, one line each. */
export function reportOf(measurements: readonly Measurement[]): string {
	const rows = [heads, ...measurements.map(measurement => rowOf(measurement))];
	const widths = heads.map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)));
	return rows
		.map(row =>
			row
				.map((text, column) => (rightAligned.has(column) ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0)))
				.join('  ')
				.trimEnd())
		.join('\n');
}

const rightAligned: ReadonlySet<number> = new Set([2, 4]);

function rowOf(measurement: Measurement): readonly string[] {
	const {what, unit, peer, text}: Budget = budgets[measurement.budget];
	const verdict = judge(measurement);
	if (!('measured' in measurement)) {
		return [what, measurement.subject, '-', peer ?? '', '', text, `${verdict}: ${'skipped' in measurement ? measurement.skipped : measurement.failed}`];
	}

	const {subject, measured, peer: took} = measurement;
	return [
		what,
		subject,
		amount(measured, unit),
		took === undefined ? '' : `${peer ?? ''} ${amount(took, unit)}`,
		took === undefined ? '' : ratio(measured, took),
		text,
		verdict,
	];
}

/** The ratio of both, as `2.1× faster` or `1.4× longer`. */
const ratio = (measured: number, peer: number): string =>
	measured <= peer ? `${(peer / measured).toFixed(1)}× faster` : `${(measured / peer).toFixed(1)}× longer`;

const amount = (value: number, unit: Unit): string =>
	unit === 'ms' && value >= 1000 ? `${(value / 1000).toFixed(2)} s` : `${value.toFixed(unit === 'ms' && value < 100 ? 1 : 0)} ${unit}`;
