import {columnNamed} from '../../campaign/query/columns.js';
import {isLoaded, type Iteration} from '../../campaign/model/iteration.js';
import {trendLines} from '../../campaign/query/trend.js';
import {agentRowsOf, agentTableOf, selectedAgent} from '../state/agents-view.js';
import {iterationsInView, metricsOf, selectedMetric} from '../state/metrics-view.js';
import {shownProblems} from '../state/problems-view.js';
import {comparedIterations} from '../state/latency/compared.js';
import {groupRows} from '../state/latency/groups.js';
import {selectedIteration, shownIterations, sideOf} from '../state/selectors.js';
import type {LatencyView, ScreenId, State} from '../state/state.js';
import {trendIterations} from '../state/trending.js';
import {agentsReport} from '../../reports/agents-report.js';
import {amountOf} from '../../reports/formats.js';
import {iterationsReport} from '../../reports/iterations-report.js';
import {latencyColumns, latencyJson, latencyRows} from '../../reports/latency-report.js';
import {problemsReport} from '../../reports/problems-report.js';
import type {Report} from '../../reports/report.js';
import {trendColumns, trendRows} from '../../reports/trend-text.js';
import {
	metricColumns, metricRows, metricsJson, type AnsweredMetric,
} from '../../reports/metrics-report.js';

/** What the screen shows, for a file or the clipboard; undefined where there is nothing yet. */
export const reportOf = (state: State): Report | undefined => shownIterations(state).length === 0 ? undefined : reports[state.screen](state);

const tableReport = (state: State): Report => iterationsReport(shownIterations(state));

const reports: Readonly<Record<ScreenId, (state: State) => Report | undefined>> = {
	iterations: tableReport,
	table: tableReport,
	latency: latencyReport,
	trends: trendReport,
	metrics: metricReport,
	agents: agentReport,
	problems: state => problemsReport(shownProblems(state), state.iterations),
};

const inView: Readonly<Record<LatencyView, (state: State) => readonly Iteration[]>> = {
	distribution(state) {
		const selected = selectedIteration(state);
		return selected ? [selected] : [];
	},
	compare: comparedIterations,
	boxes: groupRows,
	heatmap: groupRows,
	multiples: shownIterations,
};

function latencyReport(state: State): Report | undefined {
	const chosen = inView[state.latencyView](state).filter(iteration => isLoaded(iteration)).map(iteration => ({iteration, side: sideOf(state, iteration)}));
	return chosen.length === 0
		? undefined
		: {
			amount: `the latency of ${amountOf(chosen.length, 'iteration')}`,
			columns: latencyColumns,
			rows: () => latencyRows(chosen),
			json: () => latencyJson(chosen),
		};
}

function trendReport(state: State): Report | undefined {
	const kept = trendIterations(state);
	const lines = trendLines(kept, {column: state.trendMetric && columnNamed(state.trendMetric), x: state.trendX});
	return lines.length === 0
		? undefined
		: {
			amount: `a trend of ${amountOf(kept.length, 'iteration')}`,
			columns: trendColumns,
			rows: () => trendRows(lines),
			json: () => lines,
		};
}

function agentReport(state: State): Report | undefined {
	const table = agentTableOf(state);
	const selected = selectedAgent(state);
	return table && agentsReport(table, state.agents.view === 'one' && selected !== undefined ? Uint32Array.of(selected) : agentRowsOf(state));
}

/** The chosen metric of the iterations on screen. */
function metricReport(state: State): Report | undefined {
	const metric = selectedMetric(state);
	const answered = iterationsInView(state).flatMap((iteration): readonly AnsweredMetric[] => {
		const outcome = metric && metricsOf(state, iteration)?.outcomes.get(metric.name);
		return outcome?.status === 'answered' ? [{iteration, outcome}] : [];
	});
	return answered.length === 0
		? undefined
		: {
			amount: `${metric?.name ?? ''} of ${amountOf(answered.length, 'iteration')}`,
			columns: metricColumns,
			rows: () => metricRows(answered),
			json: () => metricsJson(answered),
		};
}
