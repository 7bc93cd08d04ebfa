import {metrics} from '../../../metrics/catalogue.js';
import {widest} from '../../../text/align.js';
import {cutEnd, padEnd} from '../../../text/cells.js';
import type {Look, Theme} from '../../../reports/theme.js';
import {metricsOf} from '../../state/metrics-view.js';
import type {Iteration} from '../../../campaign/model/iteration.js';
import type {State} from '../../state/state.js';

/** Cells of the list, the cursor and the mark before each title among them. */
export const listWidth = widest(metrics.map(({title}) => title)) + 3;

type Known = 'data' | 'none' | 'failed' | 'unknown';

/** What is known of a metric over these iterations. */
function knownOf(name: string, iterations: readonly Iteration[], state: Pick<State, 'metrics'>): Known {
	const outcomes = iterations.map(iteration => metricsOf(state, iteration)?.outcomes.get(name));
	if (outcomes.some(outcome => outcome?.status === 'answered' && outcome.series.length > 0)) {
		return 'data';
	}

	return outcomes.some(outcome => outcome?.status === 'failed')
		? 'failed'
		: (outcomes.length > 0 && outcomes.every(outcome => outcome?.status === 'answered')
			? 'none'
			: 'unknown');
}

const marks: Readonly<Record<Known, string>> = {
	data: ' ', none: '-', failed: '!', unknown: ' ',
};

const styles = ({bad, faint}: Theme): Readonly<Record<Known, (text: string) => string>> => ({
	data: text => text, none: faint, failed: bad, unknown: faint,
});

/** The metrics, one a line: those without data are dimmed and have a `-`, those that failed a `!`. */
export function metricList(
	iterations: readonly Iteration[],
	{cursor, ...state}: Pick<State, 'metrics'> & {readonly cursor: number},
	{theme, glyphs}: Look,
): readonly string[] {
	return metrics.map(({name, title}, index) => {
		const known = knownOf(name, iterations, state);
		const isSelected = index === cursor;
		const line = padEnd(cutEnd(`${isSelected ? '>' : ' '}${marks[known]}${title}`, listWidth, glyphs.ellipsis), listWidth);
		return (isSelected ? theme.cursor : styles(theme)[known])(line);
	});
}
