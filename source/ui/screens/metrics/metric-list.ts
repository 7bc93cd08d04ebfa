import type {Metric} from '../../../metrics/metric.js';
import {widest} from '../../../text/align.js';
import {cutEnd, padEnd} from '../../../text/cells.js';
import type {Look, Theme} from '../../../reports/theme.js';
import {stageText} from '../../../reports/metrics-text.js';
import type {Iteration} from '../../../campaign/model/iteration.js';
import type {StyledText} from '../../../text/styled-text.js';
import {metricsIn, type IterationMetrics, type KnownMetrics} from './state.js';

/** Maximum width of a title; longer ones are cut. */
const maxTitle = 24;

/** Width of the list, including cursor and mark before each title. */
export const listWidth = (metrics: readonly Metric[]): number => Math.min(maxTitle, widest(metrics.map(({title}) => title))) + 3;

type Status = 'data' | 'none' | 'failed' | 'unknown';

/** The status of a metric over these iterations. */
function metricStatus(name: string, iterations: readonly Iteration[], known: KnownMetrics): Status {
	const outcomes = iterations.map(iteration => metricsIn(known, iteration)?.outcomes.get(name));
	if (outcomes.some(outcome => outcome?.status === 'answered' && outcome.series.length > 0)) {
		return 'data';
	}

	return outcomes.some(outcome => outcome?.status === 'failed')
		? 'failed'
		: (outcomes.length > 0 && outcomes.every(outcome => outcome?.status === 'answered')
			? 'none'
			: 'unknown');
}

const marks: Readonly<Record<Status, string>> = {
	data: ' ', none: '-', failed: '!', unknown: ' ',
};

const styles = ({bad, faint}: Theme): Readonly<Record<Status, (text: string) => StyledText>> => ({
	data: text => text, none: faint, failed: bad, unknown: faint,
});

/** The metrics, one per line: those without data are dimmed and marked with `-`, failed ones with `!`. */
export function metricList(
	metrics: readonly Metric[],
	iterations: readonly Iteration[],
	{cursor, known}: {readonly cursor: number; readonly known: KnownMetrics},
	{theme, glyphs}: Look,
): readonly StyledText[] {
	const width = listWidth(metrics);
	return metrics.map(({name, title}, index) => {
		const status = metricStatus(name, iterations, known);
		const isSelected = index === cursor;
		const line = padEnd(cutEnd(`${isSelected ? '>' : ' '}${marks[status]}${title}`, width, glyphs.ellipsis), width);
		return (isSelected ? theme.cursor : styles(theme)[status])(line);
	});
}

/** Progress of loading, its duration, and the key that stops it: `unpacking 41.0 MB of 120 MB, 3.2 s; Esc stops`. */
export const progressText = ({stage, seconds}: NonNullable<IterationMetrics['progress']>): string =>
	`${stageText(stage)}${seconds >= 0.1 ? `, ${seconds.toFixed(1)} s` : ''}; Esc stops`;
