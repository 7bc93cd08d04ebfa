const units: Readonly<Record<string, bigint>> = {
	w: 604_800_000_000_000n, d: 86_400_000_000_000n, h: 3_600_000_000_000n, m: 60_000_000_000n, s: 1_000_000_000n, ms: 1_000_000n, u: 1000n, µ: 1000n, ns: 1n,
};

/** The nanoseconds of a duration such as `1m30s`. */
export function nanosecondsOf(duration: string): bigint {
	return [...duration.toLowerCase().matchAll(/(?<count>\d+)(?<unit>ns|ms|[uµsmhdw])/gv)]
		.reduce((sum, {groups}) => sum + BigInt(groups?.count ?? 0) * (units[groups?.unit ?? ''] ?? 0n), 0n);
}

/** A duration in seconds, or in the largest smaller unit that divides it: `30s`, `500ms`. */
export function durationText(nanoseconds: bigint): string {
	const unit = (['s', 'ms', 'u'] as const).find(name => nanoseconds % units[name]! === 0n) ?? 'ns';
	return `${nanoseconds / units[unit]!}${unit}`;
}

const timePattern = /^(?<date>\d{4}-\d\d-\d\d)(?:[ T](?<clock>\d\d:\d\d:\d\d)(?:\.(?<fraction>\d{1,9}))?(?<zone>Z|[+\-]\d\d:\d\d)?)?$/v;

/** Nanoseconds since the epoch for `2018-04-23`, `2018-04-23 10:30:00.5` or RFC 3339, in UTC unless a zone is given; undefined for anything else. */
export function parseTimeText(text: string): bigint | undefined {
	const {date, clock = '00:00:00', fraction = '', zone = 'Z'} = timePattern.exec(text)?.groups ?? {};
	const milliseconds = Date.parse(`${date ?? ''}T${clock}${zone}`);
	// Dates that do not exist would be taken for other days.
	return Number.isNaN(milliseconds) || (date !== undefined && !new Date(`${date}T00:00:00Z`).toISOString().startsWith(date))
		? undefined
		: BigInt(milliseconds) * 1_000_000n + BigInt(fraction.padEnd(9, '0'));
}
