import {allColumns} from '../campaign/query/columns.js';
import {figureNames} from '../campaign/query/column.js';
import {catalogue} from '../metrics/catalogue.js';
import {figureHelp} from '../metrics/metric-columns.js';
import {wrapWords} from '../text/align.js';
import type {Command, Flag} from './command.js';
import {globalFlags, sourceFlags} from './shared-flags.js';

const pageWidth = 80;
const indent = 2;
/** The column of descriptions; a longer flag gets its own line. */
const margin = 22;

/** The output of `ombt-explorer --help`. */
export const generalHelp = (commands: readonly Command[]): string =>
	pageOf([
		'ombt-explorer: a terminal explorer for ombt RPC benchmark campaigns',
		'',
		'Usage: ombt-explorer [COMMAND] [CAMPAIGN] [FLAGS]',
		'',
		...wrapWords(
			'CAMPAIGN is the folder that holds params.json, by default the current one; a .tar, .tar.gz or .zip of it; an http:// or https:// address where a server lists it; or - for a tar on standard input. If it holds several campaigns, the explorer lets you choose one. Nothing is ever written into a campaign.',
			pageWidth,
		),
		'',
		'Commands',
		...commands.flatMap(({name, summary}) => entry(name, summary)),
		'',
		'Flags of every command',
		...globalFlags.flatMap(flag => flagEntry(flag)),
		'',
		'Exit status',
		...entry('0', 'done; skipped iterations are named on standard error'),
		...entry('1', 'nothing usable: no such campaign, or not one usable iteration'),
		...entry('2', 'wrong usage'),
		'',
		'Examples',
		'  ombt-explorer test_case_1-incremental-it-1',
		'  ombt-explorer table test_case_1-incremental-it-1 --format csv',
	]);

/** The output of `ombt-explorer COMMAND --help`. */
export const commandHelp = ({name, summary, flags, topics = [], examples}: Command): string => pageOf([
	...wrapWords(`ombt-explorer ${name}: ${summary}`, pageWidth),
	'',
	`Usage: ombt-explorer ${name} ${name === 'explore' ? '[CAMPAIGN]' : 'CAMPAIGN'} [FLAGS]`,
	'',
	'Flags',
	...[...flags.filter(flag => !sourceFlags.includes(flag)), ...globalFlags].flatMap(flag => flagEntry(flag)),
	'',
	'Flags for a CAMPAIGN that is not a folder',
	...sourceFlags.flatMap(flag => flagEntry(flag)),
	...topics.flatMap(topic => ['', ...help[topic]]),
	'',
	'Examples',
	...examples.map(example => `  ${example}`),
]);

const indented = (text: string): readonly string[] => wrapWords(text, pageWidth - indent).map(line => ' '.repeat(indent) + line);

const help = {
	columns: ['COLUMN is a key of params.json, or one of', ...indented(allColumns.map(({id}) => id).join(', '))],
	numbers: ['COLUMN is a key of params.json that has numbers, or one of', ...indented(allColumns.filter(({kind}) => kind !== 'text').map(({id}) => id).join(', '))],
	figures: [
		'or a figure of a metric of the bus and its hosts under load',
		...figureNames.flatMap(figure => entry(`${figure}(NAME)`, figureHelp[figure])),
		...indented('NAME is a metric (metrics --help) or one of your own. The buckets are those under load, from the later start to the earlier stop of the two sides, including buckets that these cut. Quote the parentheses: --columns "clients,max(usage_cpu_percent_rabbit)".'),
	],
	metrics: ['NAME is one of', ...catalogue.flatMap(({name, title}) => entry(name, title))],
	filter: [
		'EXPR',
		...entry('broker A-1', 'words; each must be in some column'),
		...entry('driver=broker', '= != equal or not, numbers by value; null means no value'),
		...entry('call_type~cast', '~ !~ contains or not; case matters only if you type capitals'),
		...entry('client_fail>0', '> >= < <= compare numbers'),
		...entry('a & b | c', '& binds tighter than |; ( ) group; " " keep blanks together'),
		...indented('Names are columns, their parts (per_client_ok.max) and the keys of params.json; 10ms and 0.5% are numbers with units.'),
	],
} as const;

function flagEntry({name, values, help: text, choices}: Flag): readonly string[] {
	const list = choices?.join('|') ?? values;
	return entry(`--${name}${list === '' ? '' : ` ${list}`}`, text);
}

function entry(head: string, text: string): readonly string[] {
	const lines = wrapWords(text, pageWidth - margin).map(line => ' '.repeat(margin) + line);
	const start = `${' '.repeat(indent)}${head}`;
	return start.length + 2 <= margin ? [start.padEnd(margin) + (lines[0] ?? '').trimStart(), ...lines.slice(1)] : [start, ...lines];
}

const pageOf = (lines: readonly string[]): string => lines.map(line => `${line}\n`).join('');
