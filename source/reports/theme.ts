import {Chalk} from 'chalk';
import type {ThemeName} from './theme-names.js';

/** Meanings, not colours: each also has a character or a word beside it, as colours can be off. */
export type Theme = {
	readonly accent: (text: string) => string;
	readonly warning: (text: string) => string;
	readonly bad: (text: string) => string;
	readonly strong: (text: string) => string;
	readonly faint: (text: string) => string;
	readonly cursor: (text: string) => string;
	/** For the series of a plot, each of which has a shape of its own as well. */
	readonly series: ReadonlyArray<(text: string) => string>;
	/** For the steps of a ramp, from thin to dense; each step has a character of its own as well. None where there are only sixteen colours. */
	readonly heat: ReadonlyArray<(text: string) => string>;
};

type Colour = 'cyan' | 'green' | 'yellow' | 'red' | 'magenta' | 'blue' | 'blueBright' | 'magentaBright' | 'greenBright' | 'reset';
type Palette = {
	readonly accent: Colour;
	readonly warning: Colour;
	/** None of these means anything else. */
	readonly series: readonly Colour[];
	/** The same of the 256 colours. */
	readonly indexedSeries: readonly number[];
	/** From thin to dense, of the 256 colours: towards the side away from the background. */
	readonly heat: readonly number[];
};

/** Of the sixteen colours those that are read on a background: no blue on black, no yellow or light green on white. Red is what failed or was lost. */
const palettes: Readonly<Record<'dark' | 'light', Palette>> = {
	dark: {
		accent: 'cyan',
		warning: 'yellow',
		series: ['blueBright', 'magenta', 'green', 'magentaBright', 'greenBright', 'reset'],
		indexedSeries: [75, 208, 114, 176, 252, 147],
		heat: [60, 67, 74, 79, 114, 185, 229],
	},
	light: {
		accent: 'blue',
		warning: 'magenta',
		series: ['cyan', 'green', 'reset'],
		indexedSeries: [30, 130, 64, 60, 240, 23],
		heat: [152, 110, 74, 68, 61, 55, 53],
	},
};

/** The colours by name; `auto` takes those for a light background where COLORFGBG says so. */
export function themeNamed(
	name: ThemeName,
	{hasColour, env}: {readonly hasColour: boolean; readonly env: Readonly<Record<string, string | undefined>>},
): Theme {
	const isLight = name === 'light' || (name === 'auto' && /;(?:7|15)$/v.test(env.COLORFGBG ?? ''));
	const isIndexed = /256color|direct|truecolor|24bit/v.test(`${env.TERM ?? ''} ${env.COLORTERM ?? ''}`);
	return createTheme(hasColour && name !== 'mono', isLight ? 'light' : 'dark', isIndexed);
}

/**
 * Sixteen colours on the terminal's own background, and where the terminal has 256 those of series and of a ramp among these; without colour only reverse video
 * remains, for the cursor.
 */
export function createTheme(hasColour: boolean, background: keyof typeof palettes = 'dark', isIndexed = false): Theme {
	const chalk = new Chalk({level: hasColour ? 1 : 0});
	const indexed = new Chalk({level: 2});
	const {accent, warning, series, indexedSeries, heat} = palettes[background];
	const isPainted = hasColour && isIndexed;
	return {
		accent: chalk[accent],
		warning: chalk[warning],
		bad: chalk.red,
		strong: chalk.bold,
		faint: chalk.dim,
		series: isPainted ? indexedSeries.map(colour => indexed.ansi256(colour)) : series.map(colour => chalk[colour]),
		heat: isPainted ? heat.map(colour => indexed.ansi256(colour)) : [],
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
	readonly max: string;
	readonly min: string;
};

/** Colours and characters together: what everything that people read is made with. */
export type Look = {readonly theme: Theme; readonly glyphs: Glyphs};

export const unicodeGlyphs: Glyphs = {
	ascii: false, rule: '─', divider: '│', ellipsis: '…', dash: '—', up: '▲', down: '▼', crumb: '›', warning: '!', to: '–', max: '↑', min: '↓',
};
export const asciiGlyphs: Glyphs = {
	ascii: true, rule: '-', divider: '|', ellipsis: '~', dash: '-', up: '^', down: 'v', crumb: '>', warning: '!', to: '-', max: '^', min: 'v',
};
