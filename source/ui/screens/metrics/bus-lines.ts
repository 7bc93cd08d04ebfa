import {isLoaded, type LoadedIteration} from '../../../campaign/model/iteration.js';
import {catalogue} from '../../../metrics/catalogue.js';
import type {Metric} from '../../../metrics/metric.js';
import {memoizeLast} from '../../../system/memoize.js';
import {cutEnd} from '../../../text/cells.js';
import type {Size} from '../../definitions.js';
import {selectedIteration} from '../../state/iterations.js';
import type {State} from '../../state/state.js';
import type {StyledText} from '../../../text/styled-text.js';
import {chartLines} from './chart-lines.js';
import {chartsOf, chartScale} from './charts.js';
import {metrics, metricsOf, type KnownMetrics} from './state.js';

/** CPU and memory of the message bus, RabbitMQ or qpid-dispatch. */
const busNames: ReadonlySet<string> = new Set(['usage_cpu_percent_rabbit', 'usage_cpu_percent_bus', 'usage_mem_rabbit', 'usage_mem_bus']);

/** The metrics of the catalogue that describe the message bus. */
export const busMetrics: readonly Metric[] = catalogue.filter(({name}) => busNames.has(name));

const chartsFor = memoizeLast((iteration: LoadedIteration, known: KnownMetrics, ascii: boolean) => busMetrics
	.map(metric => ({metric, charts: chartsOf(metric, [iteration], {known, ascii})}))
	.filter(({charts}) => charts.charts.length > 0)
	.sort((a, b) => Number(b.metric.unit === 'percent') - Number(a.metric.unit === 'percent')));

/** CPU and memory of the bus during the selected iteration, in `height` lines; empty if not known. */
export function busLines(state: State, {width, height}: Size): readonly StyledText[] {
	const {look} = state;
	const selected = selectedIteration(state);
	if (!selected || !isLoaded(selected) || !metricsOf(state, selected)) {
		return [];
	}

	const known = chartsFor(selected, metrics.get(state).known, look.glyphs.ascii);
	const rows = Math.floor(height / Math.max(1, known.length));
	return known.flatMap(({metric, charts}) => {
		const {lines} = chartLines({...charts, charts: charts.charts.slice(0, 1)}, {
			width, height: rows - 1, top: 0, scale: chartScale(charts, metric, undefined), isOverlaid: false, selected: undefined, cursor: undefined,
		}, look);
		const more = charts.charts.length > 1 ? `, 1 of ${charts.charts.length}` : '';
		const unit = chartScale(charts, metric, undefined).unit.name;
		return [look.theme.strong(cutEnd(`${metric.title}, ${unit}, means of ${charts.buckets.join(', ')} s${more}`, width, look.glyphs.ellipsis)), ...lines].slice(0, rows);
	});
}
