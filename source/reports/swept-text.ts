import {isLoaded, type Iteration, type LoadedIteration} from '../campaign/model/iteration.js';
import {
	shownOtherwise, sweptParameters, type CampaignColumns, type ParameterColumn,
} from '../campaign/query/campaign-columns.js';
import {formatParameter, formatSetting} from '../campaign/query/column-text.js';
import {cleanText} from '../text/clean.js';
import type {Look} from './theme.js';

type Glyphs = Look['glyphs'];

/** The swept parameters of a campaign in one line: `delay none–100 ms (4) × loss 0–2 % (3) × clients 10–40 (3) × 2 drivers`; empty if nothing varies. */
export function sweptText(iterations: readonly Iteration[], own: CampaignColumns, {ascii}: Glyphs): string {
	const loaded = iterations.filter(iteration => isLoaded(iteration));
	const topics = topicCounts(loaded);
	const clients = loaded.map(iteration => iteration.clients.agents);
	const parts = [
		...sweptParameters(own).filter(({isSwept}) => isSwept).map(column => rangeText(column, iterations, ascii)),
		...follows(clients, topics) ? [] : [numbersText('clients', clients, undefined, ascii)],
		...areServersSwept(loaded) ? [numbersText('servers', loaded.map(iteration => iteration.servers.agents), undefined, ascii)] : [],
		amountText('driver', iterations.map(({driver}) => driver)),
		amountText('call type', iterations.map(({ranAs}) => ranAs)),
	];
	return parts.filter(part => part !== '').join(ascii ? ' x ' : ' × ');
}

/** Whether numbers of servers vary by themselves: not with those of clients or topics. */
export function areServersSwept(loaded: readonly LoadedIteration[]): boolean {
	const servers = loaded.map(iteration => iteration.servers.agents);
	return !follows(servers, loaded.map(iteration => iteration.clients.agents)) && !follows(servers, topicCounts(loaded));
}

const topicCounts = (loaded: readonly LoadedIteration[]): readonly unknown[] => loaded.map(({parameters}) => parameters.nbr_topics ?? null);

/** Whether each of the other values always comes with the same one of these: they are not a separate sweep. */
const follows = (values: readonly number[], others: readonly unknown[]): boolean =>
	new Set(values.map((value, index) => `${String(others[index])} ${value}`)).size <= new Set(others).size;

function rangeText(column: ParameterColumn, iterations: readonly Iteration[], ascii: boolean): string {
	const values = iterations.map(iteration => column.parameter(iteration));
	return column.kind === 'number'
		? numbersText(cleanText(column.title), values.map(value => typeof value === 'number' ? value : null), column.unit, ascii)
		: amountText(cleanText(column.title), values);
}

/** `delay none–100 ms (4)`; empty for a single value. */
function numbersText(name: string, values: ReadonlyArray<number | null>, unit: string | undefined, ascii: boolean): string {
	const distinct = [...new Set(values)].sort((a, b) => (a ?? -Infinity) - (b ?? -Infinity));
	const [first, last] = [distinct[0], distinct.at(-1)].map(value => value === null || value === undefined ? 'none' : formatParameter(value, {ascii}));
	return distinct.length < 2 ? '' : `${name} ${first ?? ''}${ascii ? '-' : '–'}${last ?? ''}${unit === undefined ? '' : ` ${unit}`} (${distinct.length})`;
}

/** `2 drivers`; empty for one. */
function amountText(name: string, values: readonly unknown[]): string {
	const {size} = new Set(values);
	return size < 2 ? '' : `${size} ${name}s`;
}

/** The parameters that all iterations share, except numbers of agents: `executor threading, timeout 60 s`; empty for a campaign of one. */
export function constantText(iteration: Iteration, own: CampaignColumns, {ascii}: Glyphs): string {
	const constant = own.constant.filter(({id}) => !shownOtherwise.has(id));
	const texts = constant.map(({title, unit, parameter}) => formatSetting(cleanText(title), parameter(iteration), unit, {ascii}));
	return texts.length === 0 ? '' : `same in all: ${texts.join(', ')}`;
}
