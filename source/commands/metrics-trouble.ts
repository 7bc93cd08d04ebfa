import type {Gathered} from './gather-metrics.js';

const mostLabels = 12;

/** What is to be said about metrics that are missing or incomplete: a line per reason, for all that it holds for. */
export function metricsTrouble(gathered: readonly Gathered[]): readonly string[] {
	const lines = gathered.flatMap(({iteration: {label}, reason}) => reason === undefined ? [] : [`no metrics: ${reason.startsWith(`${label} `) ? '' : `${label}: `}${reason}`]);
	const labels = new Map<string, string[]>();
	for (const {iteration, outcomes} of gathered) {
		for (const text of troubleOf(outcomes)) {
			labels.set(text, [...labels.get(text) ?? [], iteration.label]);
		}
	}

	return [...lines, ...[...labels].map(([text, names]) => `${names.slice(0, mostLabels).join(', ')}${names.length > mostLabels ? ` and ${names.length - mostLabels} more` : ''}: ${text}`)];
}

function troubleOf(outcomes: Gathered['outcomes']): readonly string[] {
	const failed = outcomes.filter(one => one.status === 'failed');
	const notes = new Set(outcomes.flatMap(one => one.status === 'answered' ? one.notes : []));
	return [
		...[...new Set(failed.map(({reason}) => reason))].map(reason => {
			const names = failed.filter(one => one.reason === reason).map(({query}) => query.metric.name);
			return `no ${names.length === outcomes.length ? 'metrics' : names.join(', ')}: ${reason}`;
		}),
		...[...notes].map(text => `incomplete: ${text}`),
	];
}
