import {allColumns, columnNamed, type Column} from '../campaign/query/columns.js';
import {usageError} from '../system/errors.js';
import {openCampaign} from '../campaign/files/parameters.js';
import {noColumn} from '../campaign/query/campaign-columns.js';
import {trendLines, type TrendLine} from '../campaign/query/trend.js';
import {
	trendChartLines, trendColumns, trendJson, trendRows, trendText,
} from '../reports/trend-text.js';
import {csv, json, page} from '../reports/formats.js';
import {textFlag, type Invocation} from './command.js';
import {
	csvReader, lookOf, note, print,
} from './print.js';
import {loadForCommand} from './load-for-command.js';
import {pictureWidth} from './picture-width.js';

/** Prints a column against clients, servers or the position in the campaign, one line per driver and call type. */
export async function trend(invocation: Invocation): Promise<number> {
	const metric = textFlag(invocation, 'metric');
	const callType = textFlag(invocation, 'call-type');
	const x = textFlag(invocation, 'x') ?? 'clients';
	const column = metric === undefined ? undefined : numericColumn(metric);
	const width = pictureWidth(invocation);
	const campaign = await openCampaign(invocation.folder);
	const iterations = await loadForCommand(campaign, invocation);
	const kept = iterations.filter(iteration => callType === undefined || iteration.ranAs === callType);
	if (callType !== undefined && kept.length === 0 && iterations.length > 0) {
		note(
			invocation,
			`no iteration has the call type ${callType}; there are ${[...new Set(iterations.map(iteration => iteration.ranAs ?? 'none'))].sort().join(', ')}`,
		);
	}

	return print(await draw(trendLines(kept, {column, x}), width, invocation), iterations.length);
}

function numericColumn(metric: string): Column {
	const numeric: readonly Column[] = allColumns.filter(({kind}) => kind !== 'text');
	const column = columnNamed(metric);
	if (!column || column.kind === 'text') {
		throw usageError(`--metric ${metric}: ${columnNamed(metric) ? `not a numeric column; there are ${numeric.map(({id}) => id).join(', ')}` : noColumn(metric, numeric)}`);
	}

	return column;
}

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
