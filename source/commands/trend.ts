import {
	axisNamed, defaultAxis, numericColumn, type TrendAxis,
} from '../campaign/query/axis.js';
import {columnsIn, type CampaignColumns} from '../campaign/query/campaign-columns.js';
import {openCampaign} from '../campaign/files/parameters.js';
import {trendLines, type TrendLine} from '../campaign/query/trend.js';
import {trendChartLines} from '../reports/trend-picture.js';
import {trendData, trendText} from '../reports/trend-text.js';
import {textOutput} from '../reports/formats.js';
import {commandColumns, filterFor} from './command-columns.js';
import {textFlag, type Invocation} from './command.js';
import {lookOf, note, print} from './print.js';
import {loadForCommand} from './load-for-command.js';
import {pictureWidth} from './flag-values.js';

/** Prints a column against any other numeric column, one line per sweep. */
export async function trendCommand(invocation: Invocation): Promise<number> {
	const callType = textFlag(invocation, 'call-type');
	const filter = textFlag(invocation, 'filter');
	const width = pictureWidth(invocation);
	const campaign = await openCampaign(invocation.folder);
	const {own, load} = await commandColumns(campaign, invocation);
	const metric = textFlag(invocation, 'metric');
	const column = metric === undefined ? undefined : numericColumn(metric, own, '--metric');
	const x = textFlag(invocation, 'x');
	const given = x === undefined ? undefined : axisNamed(x, own) ?? numericAxis(x, own);
	const series = textFlag(invocation, 'series');
	const names = series === undefined ? undefined : columnsIn(series, own, '--series').map(({id}) => id);
	const used = [column, ...[x ?? '', ...names ?? []].map(name => own.named(name))].flatMap(item => item ?? []);
	const keep = filterFor({
		own, load, filter, used,
	}, invocation);
	const iterations = await loadForCommand(campaign, invocation);
	const ofType = iterations.filter(iteration => callType === undefined || iteration.ranAs === callType);
	if (ofType.length === 0 && iterations.length > 0) {
		note(invocation, `no iteration has the call type ${callType ?? ''}; the call types are ${[...new Set(iterations.map(iteration => iteration.ranAs ?? 'none'))].sort().join(', ')}`);
	}

	const kept = await keep(ofType);

	const axis = given ?? axisNamed(defaultAxis(kept, own), own);
	const lines = axis
		? trendLines(kept, {
			own, column, axis, series: names,
		})
		: [];
	return print({
		...trendData(lines), text: () => [...charts(lines, width, invocation), trendText(lines, invocation)].join('\n'),
	}, iterations.length, invocation);
}

/** Throws a usage error for a name that is not an axis. */
const numericAxis = (x: string, own: CampaignColumns): TrendAxis | undefined => axisNamed(numericColumn(x, own, '--x').id, own);

const chartHeight = 20;

/** One chart per call type, since their metrics may differ. */
function charts(lines: readonly TrendLine[], width: number, invocation: Invocation): readonly string[] {
	const callTypes = [...new Set(lines.map(({ranAs}) => ranAs))];
	return callTypes.map(callType =>
		textOutput(
			trendChartLines(
				lines.filter(({ranAs}) => ranAs === callType),
				{width, height: chartHeight},
				lookOf(invocation),
			),
			invocation,
		));
}
