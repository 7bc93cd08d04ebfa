/** The unit of the stored values. Those in the table below are shown in larger units where that helps, all others as they are. */
export type Quantity = string;

/** A unit for display; `size` is its value in the stored unit. */
export type DisplayUnit = {readonly name: string; readonly size: number};

const kibi = 1024;
const units: Readonly<Record<string, readonly [DisplayUnit, ...DisplayUnit[]]>> = {
	bytes: [{name: 'B', size: 1}, {name: 'KiB', size: kibi}, {name: 'MiB', size: kibi ** 2}, {name: 'GiB', size: kibi ** 3}, {name: 'TiB', size: kibi ** 4}],
	'bytes/s': [{name: 'B/s', size: 1}, {name: 'KiB/s', size: kibi}, {name: 'MiB/s', size: kibi ** 2}, {name: 'GiB/s', size: kibi ** 3}],
	percent: [{name: '%', size: 1}],
	connections: [{name: 'connections', size: 1}],
	'MiB/s': [{name: 'B/s', size: kibi ** -2}, {name: 'KiB/s', size: kibi ** -1}, {name: 'MiB/s', size: 1}, {name: 'GiB/s', size: kibi}],
};

/** The largest unit in which the maximum is at least 1; the same for all values, so that they can be compared. */
export function displayUnit(quantity: Quantity, values: readonly number[]): DisplayUnit {
	const maxSize = values.reduce((maximum, value) => Math.max(maximum, Math.abs(value)), 0);
	const known = Object.hasOwn(units, quantity) ? units[quantity] : undefined;
	const [min, ...larger] = known ?? [{name: quantity, size: 1}];
	const all = [min, ...larger];
	return all.findLast(({size}) => maxSize >= size) ?? (maxSize === 0 ? all.find(({size}) => size === 1) ?? min : min);
}
