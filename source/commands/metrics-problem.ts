import type {Gathered} from './gather-metrics.js';

const maxLabels = 12;

/** What is to be said about metrics that are missing or incomplete: a line per reason, for all that it holds for. */
export function metricsProblem(gathered: readonly Gathered[]): readonly string[] {
	const lines = gathered.flatMap(({iteration: {label}, reason}) =>
		reason === undefined ? [] : [`no metrics: ${reason.startsWith(`${label} `) ? '' : `${label}: `}${reason}`]);
	const labels = new Map<string, string[]>();
	for (const {iteration, outcomes} of gathered) {
		for (const text of problemOf(outcomes)) {
			labels.set(text, [...labels.get(text) ?? [], iteration.label]);
		}
	}

	return [
		...lines,
		...[...labels].map(([text, names]) =>
			`${names.slice(0, maxLabels).join(', ')}${names.length > maxLabels ? ` and ${names.length - maxLabels} more` : ''}: ${text}`),
	];
}

function problemOf(outcomes: Gathered['outcomes']): readonly string[] {
	const failed = outcomes.filter(metricOutcome => metricOutcome.status === 'failed');
	const notes = new Set(outcomes.flatMap(metricOutcome => metricOutcome.status === 'answered' ? metricOutcome.notes : []));
	return [
		...[...new Set(failed.map(({reason}) => reason))].map(reason => {
			const names = failed.filter(item => item.reason === reason).map(({query}) => query.metric.name);
			return `no ${names.length === outcomes.length ? 'metrics' : names.join(', ')}: ${reason}`;
		}),
		...[...notes].map(text => `incomplete: ${text}`),
	];
}
