import type {Random} from './random.js';

/** Start of the database, in nanoseconds since the epoch. */
export const start = 1_524_441_600_000_000_000n;
const second = 1_000_000_000n;
const hour = 3600;
/** Duration of the database (s), with shards of an hour. */
const length = 3 * hour;

const hosts = ['h0', 'h1', 'h2', 'rabbit-1', 'rabbit.2', 'größe'];
const tagTexts: ReadonlyArray<(random: Random) => string> = [
	random => random.below(8) === 0 ? '' : `,host=${random.of(hosts)}`,
	random => random.below(3) === 0 ? '' : `,rack=${random.of(['r1', 'r2', 'R3'])}`,
	random => random.below(2) === 0 ? '' : String.raw`,the\ tag=${random.of(['a', String.raw`b\ c`, '7'])}`,
];

// Halves, quarters and eighths, so that sums do not depend on the order.
const floatText = (random: Random): string => String((random.below(8000) - 1000) / 8);

/** Points of three measurements with fields of all types; one field has another type each hour. */
export const randomLines = (random: Random, count: number): readonly string[] => Array.from({length: count}, () => {
	const gap = random.below(5) * 2000;
	const at = (gap + random.below(1200)) % length;
	const time = start + BigInt(at) * second + BigInt(random.of([0, 0, 0, 1, 250_000_000]));
	const mixed = [floatText(random), `${random.below(100)}i`, `"${random.below(10)}"`][Math.floor(at / hour)] ?? '1';
	const fields = [
		`f=${floatText(random)}`,
		`i=${random.below(2000) - 500}i`,
		`big=${BigInt(random.below(2 ** 31)) * 4_000_000_000n - 2n ** 61n}i`,
		`b=${random.of(['t', 'f'])}`,
		`s="${random.of(['x', '', 'a longer text'])}"`,
		String.raw`the\ field=${floatText(random)}`,
		`mixed=${mixed}`,
	].filter(() => random.below(3) > 0);
	return `${random.of(['cpu', 'cpu', 'net', String.raw`the\ measurement`])}${tagTexts.map(text => text(random)).join('')} ${fields.join(',') || 'f=1'} ${time}`;
});

const exactFunctions = ['count', 'sum', 'min', 'max', 'first', 'last', 'spread', 'percentile'];
const functions = [...exactFunctions, 'mean', 'median', 'stddev'];
const fields = ['f', 'f', 'i', 'i', 'big', 'b', 's', '"the field"', 'mixed', 'nothing'];

function selector(random: Random): string {
	const field = random.of(fields);
	const name = random.of(field === 'big' ? exactFunctions : functions);
	const isRated = random.below(3) === 0;
	// Percentiles with too few points per bucket are excluded for rates: influxd ends such results early.
	const percentile = name === 'percentile' ? `, ${random.of(isRated ? ['50', '66.6', '99.9', '100'] : ['1', '10', '25', '40', '50', '66.6', '90', '100'])}` : '';
	const call = `${random.of([name, name.toUpperCase()])}(${field}${percentile})`;
	const rated = isRated ? `${random.of(['derivative', 'non_negative_derivative'])}(${call}, ${random.of(['1s', '1m', '1500ms', '1h'])})` : call;
	const operation = random.below(3) === 0 ? ` ${random.of(['+', '-', '*', '/', '%'])} ${random.of(['2', '3', '0.5', '7.25', '-2', '0', '100', '1048576.0'].slice(0, field === 'big' ? 2 : 7))}` : '';
	return `${rated}${operation}${random.below(5) === 0 ? ' AS "a name"' : ''}`;
}

const tags = ['host', 'host', 'rack', '"the tag"', 'none'];
const patterns = [
	'/^rabbit/', '/r/', '/^h[01]$/', '/./', '/.*/', '/^$/', '/^(h0|h2|)$/', String.raw`/rabbit\.2/`, '/(?i)r3|RABBIT/', String.raw`/größe|h\d/`, '/[[:digit:]]$/', '/^.{2}$/', '/(a*)*b/', String.raw`/\Ah/`,
];

function comparison(random: Random): string {
	const tag = random.of(tags);
	return random.below(2) === 0
		? `${tag} ${random.of(['=', '!='])} '${random.of([...hosts, 'r1', 'R3', 'b c', '7', ''])}'`
		: `${tag} ${random.of(['=~', '!~'])} ${random.of(patterns)}`;
}

function condition(random: Random, depth: number): string {
	const kind = random.below(depth === 0 ? 1 : 4);
	return kind < 2
		? comparison(random)
		: (kind === 2
			? `(${condition(random, depth - 1)})`
			: `${condition(random, depth - 1)} ${random.of(['AND', 'OR', 'or'])} ${condition(random, depth - 1)}`);
}

function times(random: Random): readonly string[] {
	const from = BigInt(random.below(length));
	const to = from + BigInt(random.of([2, 30, 600, 4000, length]));
	const fraction = random.of(['', '', '.5', '.250000001']);
	const clock = (seconds: bigint) => new Date(Number((start / second + seconds) * 1000n)).toISOString().slice(0, 19);
	const bound = (seconds: bigint) => random.of([
		String(start + seconds * second),
		`'${clock(seconds)}${fraction}Z'`,
		`'${clock(seconds).replace('T', ' ')}${fraction}'`,
		`'2018-04-23' + ${seconds}s`,
		`${(start / second + seconds) * 1000n}ms`,
	]);
	return [`time ${random.of(['>', '>='])} ${bound(from)}`, `time ${random.of(['<', '<='])} ${bound(to)}`];
}

/** A query that every engine supports, with both time bounds. */
export function randomQuery(random: Random): string {
	const [from = '', to = ''] = times(random);
	const where = random.below(4) === 0 ? `${from} AND ${to}` : `${from} AND (${condition(random, 3)}) AND ${to}`;
	const groups = ['host', 'rack', '"the tag"', 'none'].filter(() => random.below(3) === 0);
	const every = random.of(['1m', '30s', '10s', '7s', '1m30s', '1h', '1500ms', '1d']);
	const dimensions = [...groups, `time(${every})`].sort(() => random.next() - 0.5);
	const fill = random.of(['', '', ' fill(null)', ' fill(none)', ' fill(0)', ' FILL(0)']);
	return `SELECT ${selector(random)} FROM ${random.of(['cpu', 'cpu', 'net', '"the measurement"', 'missing'])} WHERE ${where} GROUP BY ${dimensions.join(', ')}${fill}`;
}
