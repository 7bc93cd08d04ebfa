import {itemAt} from '../../../system/lists.js';
import {agentColumnsOf} from '../../../campaign/agents/agent-columns.js';
import {
	agentLatency, agentNumber, errorsOf, type AgentTable,
} from '../../../campaign/agents/agent-table.js';
import {cutEnd, padEnd, padStart} from '../../../text/cells.js';
import {cleanText} from '../../../text/clean.js';
import {formatCount} from '../../../text/numbers.js';
import {densityFrame, densityLines} from '../../../reports/latency-text.js';
import type {Look} from '../../../reports/theme.js';
import {agentText} from '../../../reports/agents-report.js';
import type {StyledText} from '../../../text/styled-text.js';

type Options = {
	/** The logs that contain its name, if there are several. */
	readonly shards: readonly number[];
	readonly width: number;
	readonly height: number;
};

/** A single agent: its numbers, its errors by kind, its own distribution. */
export function agentLines(table: AgentTable, row: number, {shards, width, height}: Options, look: Look): readonly StyledText[] {
	const {theme, glyphs} = look;
	const cut = (text: string) => cutEnd(text, width, glyphs.ellipsis);
	const numbers = agentColumnsOf(table)
		.filter(({kind}) => kind === 'number')
		.map(column =>
			`${padEnd(glyphs.ascii && column.title === 'σ' ? 'stdev' : column.title, 9)}${padStart(agentText(column, table, row, look), 9)} ${padEnd(column.unit ?? '', 12)}`);
	const perLine = Math.max(1, Math.floor(width / 32));
	const lines = Array.from({length: Math.ceil(numbers.length / perLine)}, (_, index) =>
		cut(numbers
			.slice(index * perLine, (index + 1) * perLine)
			.join('')
			.trimEnd()));
	const errors = errorsOf(table, row)
		.slice(0, 3)
		.map(({kind, count}) => theme.bad(cut(`${formatCount(count)} ${glyphs.ascii ? 'x' : '×'} ${cleanText(kind)}`)));
	const duplicate = shards.length > 1 ? [theme.warning(cut(`in ${shards.length} shards (${shards.join(', ')}): the last counts`))] : [];
	const rows = height - lines.length - duplicate.length - errors.length - 2 - densityFrame(true);
	const bars = agentNumber(table, row, 'ok') === null ? [] : densityLines(agentLatency(table, row), {width, rows, isShort: true}, look);
	return [theme.strong(cut(cleanText(itemAt(table.names, row)))), ...lines, ...duplicate, ...errors, '', ...bars].slice(0, height);
}
