import {hasNarrowCells} from '../../text/cells.js';

/** A line cell by cell: its characters, and the codes that style them (empty for the terminal's default style). */
export type StyledLine = {readonly characters: string; readonly styles: readonly string[]};

/** The attribute that each code sets; the codes that end it, and 0, remove it. All other codes are unknown. */
const attributes: ReadonlyMap<number, string> = new Map([
	[1, 'bold'],
	[2, 'dim'],
	[3, 'italic'],
	[4, 'underline'],
	[7, 'inverse'],
	[9, 'strike'],
	...range(30, 37).map((code): [number, string] => [code, 'foreground']),
	...range(90, 97).map((code): [number, string] => [code, 'foreground']),
	...range(40, 47).map((code): [number, string] => [code, 'background']),
	...range(100, 107).map((code): [number, string] => [code, 'background']),
]);
const ends: ReadonlyMap<number, readonly string[]> = new Map([
	[22, ['bold', 'dim']], [23, ['italic']], [24, ['underline']], [27, ['inverse']], [29, ['strike']], [39, ['foreground']], [49, ['background']],
]);

/** The cells of a line with 16 or 256 colours; undefined if a character may not be exactly one cell wide, or for codes that the explorer does not use. */
export function parseStyledLine(line: string): StyledLine | undefined {
	const parts = line.split(/\u{1B}\[(?<codes>[\d;]*)m/v);
	const active = new Map<string, string>();
	const styles: string[] = [];
	let characters = '';
	let style = '';
	for (const [index, part] of parts.entries()) {
		if (index % 2 === 1) {
			if (!applyCodes(active, part)) {
				return undefined;
			}

			style = [...active.values()].sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)).join(';');
		} else if (part !== '') {
			if (!hasNarrowCells(part)) {
				return undefined;
			}

			characters += part;
			styles.push(...Array.from<string>({length: [...part].length}).fill(style));
		}
	}

	return {characters, styles};
}

function applyCodes(active: Map<string, string>, codes: string): boolean {
	const indexed = /^(?<layer>[34]8);5;\d{1,3}$/v.exec(codes)?.groups?.layer;
	if (indexed !== undefined) {
		active.set(indexed === '38' ? 'foreground' : 'background', codes);
		return true;
	}

	for (const code of codes.split(';').map(Number)) {
		const attribute = attributes.get(code);
		const ended = ends.get(code);
		if (attribute !== undefined) {
			active.set(attribute, String(code));
		} else if (ended) {
			for (const name of ended) {
				active.delete(name);
			}
		} else if (code === 0) {
			active.clear();
		} else {
			return false;
		}
	}

	return true;
}

function range(first: number, last: number): readonly number[] {
	return Array.from({length: last - first + 1}, (_, index) => first + index);
}
