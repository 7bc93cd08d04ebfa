import type {LoadedIteration} from '../../../campaign/model/iteration.js';
import {numericColumns} from '../../../campaign/query/axis.js';
import type {CampaignColumns} from '../../../campaign/query/campaign-columns.js';
import {measuredValue, numberOf} from '../../../campaign/query/column-text.js';
import type {Column} from '../../../campaign/query/column.js';
import {trendLines} from '../../../campaign/query/trend.js';
import type {StackedTrend} from '../../../reports/trend-stack.js';
import {withToggled} from '../../../system/lists.js';
import {memoizeEach, memoizeOptions} from '../../../system/memoize.js';
import {columnItems, type Picker, type PickerItem} from '../../definitions.js';
import type {Change, State} from '../../state/state.js';
import {
	drawnTrend, trends, defaultStack, type DrawnTrend,
} from './state.js';

/** A chart that shows one of several columns, since the bus has different containers with each driver. */
type ChartChoice = PickerItem & {
	readonly columns: readonly string[];
	/** Whether the column may differ between iterations; otherwise the first one with any value is used for all. */
	readonly isMixed: boolean;
};

const choices: readonly ChartChoice[] = [
	{
		id: 'bus CPU', text: 'bus CPU', help: 'the busiest container: of the routers, else of the rabbits', columns: ['max(usage_cpu_percent_bus)', 'max(usage_cpu_percent_rabbit)'], isMixed: true,
	},
	{
		id: 'connections', text: 'connections', help: 'TCP connections of the busiest host of the bus, else those that RabbitMQ counts', columns: ['max(tcp_established_bus)', 'max(connections_rabbitmq_overview)'], isMixed: false,
	},
];

/** The column of a chart; undefined if the campaign does not have it. */
function columnOf(id: string, iterations: readonly LoadedIteration[], own: CampaignColumns): Column | undefined {
	const choice = choices.find(item => item.id === id);
	if (!choice) {
		return own.named(id);
	}

	const columns = choice.columns.flatMap(name => own.named(name) ?? []);
	const hasValue = (column: Column, iteration: LoadedIteration) => numberOf(measuredValue(column, iteration)) !== null;
	const shared = columns.find(column => iterations.some(iteration => hasValue(column, iteration))) ?? columns[0];
	return shared && choice.isMixed
		? {...shared, id: columns.map(column => column.id).join(' or '), value: iteration => columns.find(column => hasValue(column, iteration))?.value(iteration) ?? null}
		: shared;
}

type StackOptions = Pick<DrawnTrend, 'axis' | 'iterations'> & {readonly ids: readonly string[]; readonly series: readonly string[]; readonly own: CampaignColumns};

const stackFor = memoizeOptions(({ids, iterations, axis, series, own}: StackOptions): readonly StackedTrend[] => ids.flatMap(id => {
	const column = columnOf(id, iterations, own);
	return column
		? [{
			title: id,
			column: column.id,
			unit: column.unit,
			isPending: iterations.some(iteration => column.isPending?.(iteration)),
			lines: trendLines(iterations, {
				own, column, axis, ...series.length > 0 && {series},
			}),
		}]
		: [];
}));

/** The charts of the stack, in the order in which they were added. */
export function stackedTrends(state: State): readonly StackedTrend[] {
	const {axis, iterations} = drawnTrend(state);
	const {stack, series} = trends.get(state);
	return stackFor({
		ids: stack, iterations, axis, series, own: state.columns,
	});
}

/** The names of the columns in the stack. */
export const stackColumnNames = (state: State): readonly string[] =>
	trends.get(state).stack.flatMap(id => choices.find(choice => choice.id === id)?.columns ?? [id]);

/** Descriptions of the charts in the stack. */
export const stackFormulas = (state: State): readonly string[] =>
	stackColumnNames(state).flatMap(name => state.columns.named(name) ?? []).map(({id, help}) => `${id}: ${help}`);

const usual: PickerItem = {id: '', text: 'default charts', help: 'message rate, p99, CPU and connections of the bus'};

/** Adds a chart at the bottom, or removes one; the last one cannot be removed. */
const toggleChart = (id: string): Change => trends.update(({stack}) => {
	const toggled = withToggled(stack, id);
	return {stack: id === usual.id ? defaultStack : (toggled.length === 0 ? stack : toggled)};
});

const stackItems = memoizeEach((own: CampaignColumns) => [usual, ...choices, ...columnItems(numericColumns(own))]);

/** Selects the columns of the stack. */
export const stackPicker: Picker = {
	title: () => 'Stacked charts',
	items: ({columns}) => stackItems(columns),
	isOn: (state, id) => id === usual.id ? trends.get(state).stack === defaultStack : trends.get(state).stack.includes(id),
	choose: toggleChart,
};
