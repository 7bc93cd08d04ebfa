import {
	axisNamed, defaultAxis, numericColumn, type TrendAxis,
} from '../campaign/query/axis.js';
import {campaignColumns, columnsIn, type CampaignColumns} from '../campaign/query/campaign-columns.js';
import {parseFilter} from '../campaign/query/filter.js';
import {openCampaign} from '../campaign/files/parameters.js';
import {trendLines, type TrendLine} from '../campaign/query/trend.js';
import {trendChartLines} from '../reports/trend-picture.js';
import {
	trendColumns, trendJson, trendRows, trendText,
} from '../reports/trend-text.js';
import {csv, json, page} from '../reports/formats.js';
import {textFlag, type Invocation} from './command.js';
import {
	csvReader, lookOf, note, print,
} from './print.js';
import {loadForCommand} from './load-for-command.js';
import {pictureWidth} from './picture-width.js';

/** Prints a column against any other number of the iterations, a line for each sweep. */
export async function trend(invocation: Invocation): Promise<number> {
	const callType = textFlag(invocation, 'call-type');
	const filter = textFlag(invocation, 'filter');
	const width = pictureWidth(invocation);
	const campaign = await openCampaign(invocation.folder);
	const own = campaignColumns(campaign.entries);
	const metric = textFlag(invocation, 'metric');
	const column = metric === undefined ? undefined : numericColumn(metric, own, '--metric');
	const x = textFlag(invocation, 'x');
	const given = x === undefined ? undefined : axisNamed(x, own) ?? numericAxis(x, own);
	const series = textFlag(invocation, 'series');
	const names = series === undefined ? undefined : columnsIn(series, own, '--series').map(({id}) => id);
	const matches = filter === undefined ? undefined : parseFilter(filter, own);
	const iterations = await loadForCommand(campaign, invocation);
	const kept = iterations.filter(iteration => (callType === undefined || iteration.ranAs === callType) && (matches?.(iteration) ?? true));
	if (kept.length === 0 && iterations.length > 0) {
		note(invocation, matches
			? `no iteration of ${iterations.length} matches the filter ${filter ?? ''}`
			: `no iteration has the call type ${callType ?? ''}; there are ${[...new Set(iterations.map(iteration => iteration.ranAs ?? 'none'))].sort().join(', ')}`);
	}

	const axis = given ?? axisNamed(defaultAxis(kept, own), own);
	const lines = axis
		? trendLines(kept, {
			own, column, axis, series: names,
		})
		: [];
	return print(await draw(lines, width, invocation), iterations.length);
}

/** Throws a usage error for a name that is no axis. */
const numericAxis = (x: string, own: CampaignColumns): TrendAxis | undefined => axisNamed(numericColumn(x, own, '--x').id, own);

async function draw(lines: readonly TrendLine[], width: number, invocation: Invocation): Promise<string> {
	switch (textFlag(invocation, 'format')) {
		case 'json': {
			return json(trendJson(lines));
		}

		case 'csv': {
			return csv(trendRows(lines), trendColumns, csvReader(invocation));
		}

		default: {
			return [...charts(lines, width, invocation), trendText(lines, invocation)].join('\n');
		}
	}
}

const chartHeight = 20;

/** A chart per call type: their metrics may differ. */
function charts(lines: readonly TrendLine[], width: number, invocation: Invocation): readonly string[] {
	const callTypes = [...new Set(lines.map(({ranAs}) => ranAs))];
	return callTypes.map(callType =>
		page(
			trendChartLines(
				lines.filter(({ranAs}) => ranAs === callType),
				{width, height: chartHeight},
				lookOf(invocation),
			),
			invocation,
		));
}
