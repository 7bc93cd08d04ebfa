/** A number with its unit: `10ms` is 10 ms; undefined unit for a plain number. */
export type Quantity = {readonly number: number; readonly unit: string | undefined};

const pattern = /^(?<number>[+\-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+\-]?\d+)?)\s*(?<unit>%|[a-zµμ]{1,6}(?:\/s)?)$/iv;

/**
 * Parses a value of params.json as a quantity: a number, a text that is a number in canonical form (`20`, but neither `1.10` nor `007`, which may
 * be versions or names), or a number with a unit (`10ms`, `0.5%`, `10 gbit`). Undefined for anything else.
 */
export function quantityFrom(value: unknown): Quantity | undefined {
	if (typeof value === 'number' || typeof value === 'bigint') {
		return Number.isFinite(Number(value)) ? {number: Number(value), unit: undefined} : undefined;
	}

	if (typeof value !== 'string' || value.length > maxLength) {
		return undefined;
	}

	const text = value.trim();
	if (text !== '' && String(Number(text)) === text && Number.isFinite(Number(text))) {
		return {number: Number(text), unit: undefined};
	}

	const {number, unit} = pattern.exec(text)?.groups ?? {};
	return number !== undefined && Number.isFinite(Number(number)) ? {number: Number(number), unit} : undefined;
}

const maxLength = 40;

/** Units that are multiples of each other; case is ignored. */
const families: ReadonlyArray<Readonly<Record<string, number>>> = [
	{
		ns: 1e-9, us: 1e-6, µs: 1e-6, μs: 1e-6, usec: 1e-6, ms: 1e-3, msec: 1e-3, s: 1, sec: 1, secs: 1, min: 60, h: 3600,
	},
	{
		bit: 1, kbit: 1e3, mbit: 1e6, gbit: 1e9, tbit: 1e12,
	},
	{
		b: 1, kb: 1e3, mb: 1e6, gb: 1e9, kib: 2 ** 10, mib: 2 ** 20, gib: 2 ** 30,
	},
];

/** Conversion factor between two units: 1,000 from `s` to `ms`, 1 for a unit and itself. Undefined if they measure different things, or one is unknown. */
export function conversion(from: string, to: string): number | undefined {
	if (from.toLowerCase() === to.toLowerCase()) {
		return 1;
	}

	const [source, target] = [from.toLowerCase(), to.toLowerCase()];
	const family = families.find(units => Object.hasOwn(units, source) && Object.hasOwn(units, target));
	return family && family[source]! / family[target]!;
}
