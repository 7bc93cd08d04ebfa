import {Chalk} from 'chalk';

/** Meanings, not colours: each also has a character or a word beside it, as colours can be off. */
export type Theme = {
	readonly accent: (text: string) => string;
	readonly good: (text: string) => string;
	readonly warning: (text: string) => string;
	readonly bad: (text: string) => string;
	readonly strong: (text: string) => string;
	readonly faint: (text: string) => string;
	readonly cursor: (text: string) => string;
	/** For the series of a plot, each of which has a shape of its own as well. */
	readonly series: ReadonlyArray<(text: string) => string>;
};

/** Sixteen colours on the terminal's own background; without colour only reverse video remains, for the cursor. */
export function createTheme(hasColour: boolean): Theme {
	const chalk = new Chalk({level: hasColour ? 1 : 0});
	return {
		accent: chalk.cyan,
		good: chalk.green,
		warning: chalk.yellow,
		bad: chalk.red,
		strong: chalk.bold,
		faint: chalk.dim,
		series: [chalk.cyan, chalk.yellow, chalk.green, chalk.magenta, chalk.red, chalk.blue],
		cursor: hasColour ? chalk.inverse : text => `\u{1B}[7m${text}\u{1B}[27m`,
	};
}

/** The characters to draw with. */
export type Glyphs = {
	readonly ascii: boolean;
	readonly rule: string;
	readonly divider: string;
	readonly ellipsis: string;
	readonly dash: string;
	readonly up: string;
	readonly down: string;
	readonly crumb: string;
	readonly warning: string;
	/** Between the ends of a range. */
	readonly to: string;
	/** Behind the highest and the lowest number of a column. */
	readonly most: string;
	readonly least: string;
};

export const unicodeGlyphs: Glyphs = {
	ascii: false, rule: '─', divider: '│', ellipsis: '…', dash: '—', up: '▲', down: '▼', crumb: '›', warning: '!', to: '–', most: '↑', least: '↓',
};
export const asciiGlyphs: Glyphs = {
	ascii: true, rule: '-', divider: '|', ellipsis: '~', dash: '-', up: '^', down: 'v', crumb: '>', warning: '!', to: '-', most: '^', least: 'v',
};
