const units = [{name: 'B', size: 1}, {name: 'kB', size: 1e3}, {name: 'MB', size: 1e6}, {name: 'GB', size: 1e9}, {name: 'TB', size: 1e12}] as const;

/** Bytes for people, in powers of 1,000: `940 B`, `1.4 kB`, `215 MB`. */
export function formatBytes(bytes: number): string {
	const {name, size} = units.findLast(unit => bytes >= unit.size) ?? units[0];
	const value = bytes / size;
	return `${size === 1 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${name}`;
}
