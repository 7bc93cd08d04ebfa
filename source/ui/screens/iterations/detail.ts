import type {CampaignColumns} from '../../../campaign/query/campaign-columns.js';
import {formatParameter} from '../../../campaign/query/column-text.js';
import {deliveryOf, propagationOf} from '../../../campaign/model/delivery.js';
import {percentileOf} from '../../../campaign/model/percentiles.js';
import {
	type Iteration, type LoadedIteration, type Side, isLoaded,
} from '../../../campaign/model/iteration.js';
import {requestedText, type RequestedAgents} from '../../../campaign/problems/requested-agents.js';
import {evidenceText} from '../../../campaign/problems/parameter-problems.js';
import {skipHints, type SkipReason} from '../../../campaign/errors.js';
import {cleanText} from '../../../text/clean.js';
import {
	cutEnd, padEnd, padStart, widthOf,
} from '../../../text/cells.js';
import {widest, wrapText, wrapWords} from '../../../text/align.js';
import {
	formatCount, formatNumber, formatPercent, formatPercentile, formatSpread,
} from '../../../text/numbers.js';
import {constantText} from '../../../reports/swept-text.js';
import type {Look} from '../../../reports/theme.js';
import {sideOf} from '../../state/iterations.js';
import type {State} from '../../state/state.js';
import {
	binLines, densityLines, latencyTitle, withoutNoise,
} from '../../../reports/latency-text.js';
import type {StyledText} from '../../../text/styled-text.js';

/** Options of the detail of an iteration. */
export type DetailOptions = Pick<State, 'side'> & {
	/** All columns of the campaign: parameters shared by all iterations are shown once elsewhere. */
	readonly own?: CampaignColumns;
	readonly requested: RequestedAgents | undefined;
	/** Why requested figures of metrics have no values. */
	readonly reasons?: readonly string[];
	readonly width: number;
};

/** Maximum number of errors per side; the Problems screen shows all of them. */
const maxErrors = 3;

/** Size of a density among other lines: the Latency screen has the large one. */
const smallPicture = {rows: 6, width: 110};

/** Everything about one iteration, section by section, most important first. */
export function detailLines(iteration: Iteration, options: DetailOptions, look: Look): readonly StyledText[] {
	const {width} = options;
	const facts = factLines(iteration, options, look);
	const distribution = distributionLines(iteration, {...options, pictureWidth: Math.min(width, smallPicture.width), rows: smallPicture.rows}, look);
	return [...facts, ...distribution.length > 0 ? ['', ...distribution, ''] : [], ...parameterLines(iteration, options, look)];
}

/** The name of the iteration, the requested agents, and the results of both sides. */
export function factLines(iteration: Iteration, {requested, width, own, reasons = []}: DetailOptions, look: Look): readonly StyledText[] {
	const {theme, glyphs} = look;
	const title = theme.strong(cutEnd(`${cleanText(iteration.label)}  ${cleanText(iteration.driver ?? '')} ${cleanText(iteration.ranAs ?? '')}`, width, glyphs.ellipsis));
	const constant = own ? constantText(iteration, own, glyphs) : '';
	return [
		title,
		...constant === '' ? [] : wrapText(constant, width).map(line => theme.faint(line)),
		...hasOtherCallType(iteration) ? callTypeLines(iteration, width, look) : [],
		...requested ? requestedLines(requested, width, look) : [],
		...reasons.flatMap(reason => wrapWords(`no metrics: ${cleanText(reason)}`, width).map(line => theme.warning(cutEnd(line, width, glyphs.ellipsis)))),
		...isLoaded(iteration) ? loadedLines(iteration, width, look) : skippedLines(iteration, width, look),
	];
}

type PictureOptions = DetailOptions & {readonly pictureWidth: number; readonly rows: number};

/** The latency of a loaded iteration: its density in `rows` lines, its percentiles, and its bins. */
export function distributionLines(iteration: Iteration, {width, pictureWidth, rows, ...options}: PictureOptions, look: Look): readonly StyledText[] {
	if (!isLoaded(iteration)) {
		return [];
	}

	const side = sideOf(options, iteration);
	return [
		...latencyTitle(iteration, side, {width}, look),
		...densityLines(iteration[side].latency, {width: pictureWidth, rows}, look),
		'',
		...binLines(iteration[side].latency, width, look),
	];
}

const hasOtherCallType = (iteration: Iteration): iteration is LoadedIteration =>
	isLoaded(iteration) && iteration.callType !== null && iteration.ranAs !== iteration.callType;

/** States that something else ran than was configured, with the evidence. */
const callTypeLines = (iteration: LoadedIteration, width: number, {theme, glyphs}: Look): readonly StyledText[] =>
	wrapWords(cleanText(`ran as ${iteration.ranAs}, params.json says ${iteration.callType}: ${evidenceText(iteration)}`), width)
		.map(line => theme.warning(cutEnd(line, width, glyphs.ellipsis)));

/** The agents requested in params.json and those that ran, on one line if it fits. */
function requestedLines(requested: RequestedAgents, width: number, {glyphs}: Look): readonly string[] {
	const lines = (['clients', 'servers'] as const).map(side => `${side}  ${requestedText(requested[side], glyphs)}`);
	const joined = lines.join('   ');
	return widthOf(joined) <= width ? [joined] : lines.map(line => cutEnd(line, width, glyphs.ellipsis));
}

const skippedLines = ({code, reason}: SkipReason, width: number, {theme, glyphs}: Look): readonly StyledText[] => [
	...wrapWords(`skipped: ${cleanText(reason)}`, width).map(line => theme.warning(cutEnd(line, width, glyphs.ellipsis))),
	...wrapWords(`What to do: ${skipHints[code]}`, width).map(line => cutEnd(line, width, glyphs.ellipsis)),
	'',
];

function loadedLines(iteration: LoadedIteration, width: number, look: Look): readonly StyledText[] {
	const {clients, servers, duplicateAgents} = iteration;
	const {theme, glyphs} = look;
	const errors = [clients, servers].flatMap(side => errorLines(side, width, look));
	const duplicates = `${formatCount(duplicateAgents)} ${duplicateAgents === 1 ? 'agent is' : 'agents are'} in several logs: the last counts`;
	return [
		...deliveryLines(iteration, width, look),
		...sideTable({clients, servers}, width, look),
		...spreadLines({clients, servers}, width, look),
		...(duplicateAgents > 0 ? [theme.warning(cutEnd(duplicates, width, glyphs.ellipsis))] : []),
		...(errors.length > 0 ? [theme.strong('errors'), ...errors] : []),
	];
}

/** The most frequent errors of a side, and the number of further kinds. */
function errorLines({errorKinds}: Side, width: number, {theme, glyphs}: Look): readonly StyledText[] {
	const lines = errorKinds.slice(0, maxErrors).map(({kind, count}) => `  ${formatCount(count)} ${glyphs.ascii ? 'x' : '×'} ${cleanText(kind)}`);
	const rest = errorKinds.length - maxErrors;
	const more = rest > 0 ? [`  ${formatCount(rest)} more ${rest === 1 ? 'kind' : 'kinds'}: 7 Problems`] : [];
	return [...lines, ...more].map(line => theme.bad(cutEnd(line, width, glyphs.ellipsis)));
}

const head = 'latency in ms';
type Row = readonly [string, (side: Side) => string];

function sideTable({clients, servers}: {clients: Side; servers: Side}, width: number, {theme, glyphs}: Look): readonly StyledText[] {
	const {ascii} = glyphs;
	const number = (value: number | null) => formatNumber(value, {ascii});
	const sampled = (side: Side, value: number | null) => number(side.latency.count === 0 ? null : value);
	const rows: readonly Row[] = [
		['agents', side => formatCount(side.agents) + (side.idle > 0 ? ` (${formatCount(side.idle)} idle)` : '')],
		['messages ok', side => formatCount(side.ok)],
		['failed', side => formatCount(side.failed)],
		['rate, msg/s', side => number(side.rate)],
		['duration, s', side => number(side.start === null || side.stop === null ? null : side.stop - side.start)],
		['latency mean', side => sampled(side, side.latency.mean)],
		['latency σ', side => sampled(side, withoutNoise(side.latency.stdev))],
		['latency min', side => number(side.latency.min)],
		...[50, 90, 95, 99].map((percent): Row => [`p${percent}`, side => formatPercentile(percentileOf(side.latency, percent), {ascii})]),
		['latency max', side => number(side.latency.max)],
	];
	const lines = rows.map(([head, text]) => [ascii ? head.replace('σ', 'stdev') : head, text(clients), text(servers)]);
	const widths = [0, 1, 2].map(index => widest([index === 0 ? head : '', ...lines.map(cells => cells[index] ?? '')]));
	const line = (cells: readonly string[]) =>
		cutEnd(cells.map((text, index) => (index === 0 ? padEnd : padStart)(text, Math.max(7, widths[index] ?? 0))).join('  '), width, glyphs.ellipsis);
	return [theme.faint(line([head, 'clients', 'servers'])), ...lines.map(cells => line(cells))];
}

/** What happened to the messages. */
function deliveryLines(iteration: LoadedIteration, width: number, {theme, glyphs}: Look): readonly StyledText[] {
	const {sent, expected, processed, lost, surplus} = deliveryOf(iteration);
	const propagation = propagationOf(iteration);
	const isFanout = expected !== null && expected !== sent;
	const parts = [
		`sent ${formatCount(sent)}${isFanout ? `, to be processed ${formatCount(expected)}` : ''}`,
		`processed ${formatCount(processed)}`,
		...lost === null || !expected ? [] : [`lost ${formatCount(lost)}${lost > 0 ? ` (${formatPercent(lost / expected)})` : ''}`],
		...surplus > 0 ? [`${formatCount(surplus)} more than expected`] : [],
		...propagation === null ? [] : [`propagation ${formatNumber(propagation, glyphs)} s`],
	];
	return wrapWords(parts.join(', '), width).map(line => {
		const cut = cutEnd(line, width, glyphs.ellipsis);
		return (lost ?? 0) > 0 || surplus > 0 ? theme.bad(cut) : cut;
	});
}

/** The spread of messages over the agents, on separate lines because they are too long to be side by side. */
function spreadLines({clients, servers}: {clients: Side; servers: Side}, width: number, {glyphs}: Look): readonly string[] {
	const spreads = [
		['ok per client', clients.perAgentOk],
		['ok per server', servers.perAgentOk],
		...(clients.failed > 0 ? [['failed per client', clients.perAgentFailed] as const] : []),
		...(servers.failed > 0 ? [['failed per server', servers.perAgentFailed] as const] : []),
	] as const;
	return spreads.map(([name, spread]) => cutEnd(`${name}  ${formatSpread(spread, glyphs)}`, width, glyphs.ellipsis));
}

/** The parameters as in params.json, except those shared by all iterations. */
export function parameterLines({parameters}: Iteration, {width, own}: Pick<DetailOptions, 'width' | 'own'>, {theme, glyphs}: Look): readonly StyledText[] {
	const isConstant = (name: string) => name !== 'topics' && own?.constant.some(({id}) => id === name) === true;
	const texts = Object.entries(parameters).filter(([key]) => !isConstant(key)).map(([key, value]) =>
		cutEnd(`${padEnd(cleanText(key), 14)} ${formatParameter(value, glyphs)}`, width, glyphs.ellipsis));
	return [theme.strong('parameters'), ...texts];
}
