import {percentile} from '../../campaign/distribution.js';
import {
	type Iteration, type LoadedIteration, type Side, isLoaded,
} from '../../campaign/iteration.js';
import {cleanText} from '../../text/clean.js';
import {cutEnd, padEnd, padStart} from '../../text/cells.js';
import {widest} from '../../text/align.js';
import {formatCount, formatNumber, formatSpread} from '../../text/numbers.js';
import type {Look} from '../context.js';
import {sideOf} from '../state/selectors.js';
import type {State} from '../state/state.js';
import {histogramLines} from './latency-lines.js';

type DetailOptions = Pick<State, 'side' | 'logCounts'> & {readonly width: number};

const histogramHeight = 24;

/** All that is known of one iteration, the most asked for first. */
export function detailLines(iteration: Iteration, options: DetailOptions, look: Look): readonly string[] {
	const {width} = options;
	const {theme, glyphs} = look;
	const title = theme.strong(cutEnd(`${cleanText(iteration.label)}  ${cleanText(iteration.driver ?? '')} ${cleanText(iteration.callType ?? '')}`, width, glyphs.ellipsis));
	const body = isLoaded(iteration) ? loadedLines(iteration, options, look) : skippedLines(iteration.reason, width, look);
	const parameters = parameterLines(iteration, width, look);
	return [title, ...body, ...parameters];
}

const skippedLines = (reason: string, width: number, {theme, glyphs}: Look): readonly string[] => [
	theme.warning(cutEnd(`skipped: ${cleanText(reason)}`, width, glyphs.ellipsis)),
	cutEnd('Its controller left no usable results; the other iterations are not affected.', width, glyphs.ellipsis),
	'',
];

function loadedLines(iteration: LoadedIteration, options: DetailOptions, look: Look): readonly string[] {
	const {theme, glyphs} = look;
	const {clients, servers} = iteration;
	const speaking = sideOf(options, iteration);
	const kinds = [...clients.errorKinds, ...servers.errorKinds];
	const errors = kinds.slice(0, 3).map(({kind, count}) => theme.bad(cutEnd(`  ${formatCount(count)} ${glyphs.ascii ? 'x' : '×'} ${cleanText(kind)}`, options.width, glyphs.ellipsis)));
	return [
		...sideTable({clients, servers}, options.width, look),
		...(errors.length > 0 ? [theme.strong('errors'), ...errors] : []),
		'',
		...histogramLines(iteration, speaking, {...options, height: histogramHeight}, look),
		'',
	];
}

type Row = readonly [string, (side: Side) => string];

function sideTable({clients, servers}: {clients: Side; servers: Side}, width: number, {theme, glyphs}: Look): readonly string[] {
	const {ascii} = glyphs;
	const number = (value: number | null) => formatNumber(value, {ascii});
	const sampled = (side: Side, value: number | null) => number(side.latency.count === 0 ? null : value);
	const rows: readonly Row[] = [
		['agents', side => formatCount(side.agents) + (side.idle > 0 ? ` (${formatCount(side.idle)} idle)` : '')],
		['messages ok', side => formatCount(side.ok)],
		['failed', side => formatCount(side.failed)],
		['ok per agent', side => formatSpread(side.perAgentOk, {ascii})],
		['rate, messages/s', side => number(side.rate)],
		['duration, s', side => number(side.start === null || side.stop === null ? null : side.stop - side.start)],
		['latency mean, ms', side => sampled(side, side.latency.mean)],
		['latency σ, ms', side => sampled(side, side.latency.stdev)],
		['latency min, ms', side => number(side.latency.min)],
		...[0.5, 0.9, 0.99].map((share): Row => [`p${share * 100}, ms`, side => number(percentile(side.latency, share))]),
		['latency max, ms', side => number(side.latency.max)],
	];
	const lines = rows.map(([head, text]) => [ascii ? head.replace('σ', 'stdev') : head, text(clients), text(servers)]);
	const widths = [0, 1, 2].map(place => widest(lines.map(cells => cells[place] ?? '')));
	const line = (cells: readonly string[]) =>
		cutEnd(cells.map((text, place) => (place === 0 ? padEnd : padStart)(text, Math.max(7, widths[place] ?? 0))).join('  '), width, glyphs.ellipsis);
	return [theme.faint(line(['', 'clients', 'servers'])), ...lines.map(cells => line(cells))];
}

function parameterLines({parameters}: Iteration, width: number, {theme, glyphs}: Look): readonly string[] {
	const texts = Object.entries(parameters).map(([key, value]) => cutEnd(`${padEnd(cleanText(key), 14)} ${cleanText(textOf(value))}`, width, glyphs.ellipsis));
	return [theme.strong('parameters'), ...texts];
}

const textOf = (value: unknown): string => typeof value === 'string' ? value : typeof value === 'bigint' ? String(value) : JSON.stringify(value) ?? '';
