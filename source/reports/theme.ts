import {Chalk} from 'chalk';
import type {ThemeName} from '../system/terminal.js';

/** Styles named by meaning. Each is paired with a character or a word, because colours can be off. */
export type Theme = {
	readonly accent: (text: string) => string;
	readonly warning: (text: string) => string;
	readonly bad: (text: string) => string;
	readonly strong: (text: string) => string;
	readonly faint: (text: string) => string;
	readonly cursor: (text: string) => string;
	/** Colours of the series of a plot; each series has its own marker as well. */
	readonly series: ReadonlyArray<(text: string) => string>;
	/** Colours of ramp steps, from sparse to dense; each step has its own character as well. Empty with only 16 colours. */
	readonly heat: ReadonlyArray<(text: string) => string>;
};

type Colour = 'cyan' | 'green' | 'yellow' | 'red' | 'magenta' | 'blue' | 'blueBright' | 'magentaBright' | 'greenBright' | 'reset';
type Palette = {
	readonly accent: Colour;
	readonly warning: Colour;
	/** None of these has another meaning. */
	readonly series: readonly Colour[];
	/** The same from the 256-colour palette. */
	readonly indexedSeries: readonly number[];
	/** From sparse to dense, from the 256-colour palette: away from the background. */
	readonly heat: readonly number[];
};

/** Those of the 16 colours that are legible on a background: no blue on black, no yellow or light green on white. Red means failed or lost. */
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

/** The theme of that name; `auto` picks the one for a light background if COLORFGBG says so. */
export function themeNamed(
	name: ThemeName,
	{hasColour, env}: {readonly hasColour: boolean; readonly env: Readonly<Record<string, string | undefined>>},
): Theme {
	const isLight = name === 'light' || (name === 'auto' && /;(?:7|15)$/v.test(env.COLORFGBG ?? ''));
	const isIndexed = /256color|direct|truecolor|24bit/v.test(`${env.TERM ?? ''} ${env.COLORTERM ?? ''}`);
	return createTheme(hasColour && name !== 'mono', isLight ? 'light' : 'dark', isIndexed);
}

/**
 * A theme of the 16 colours on the terminal's own background, with series and ramps from the 256-colour palette if the terminal supports it.
 * Without colour only reverse video remains, for the cursor.
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
	/** Marks the highest and lowest number of a column. */
	readonly max: string;
	readonly min: string;
};

/** Colours and characters: what all output for people is made with. */
export type Look = {readonly theme: Theme; readonly glyphs: Glyphs};

/** The characters for terminals with UTF-8. */
export const unicodeGlyphs: Glyphs = {
	ascii: false, rule: '─', divider: '│', ellipsis: '…', dash: '—', up: '▲', down: '▼', crumb: '›', warning: '!', to: '–', max: '↑', min: '↓',
};

/** The characters for `--ascii` and terminals without UTF-8. */
export const asciiGlyphs: Glyphs = {
	ascii: true, rule: '-', divider: '|', ellipsis: '~', dash: '-', up: '^', down: 'v', crumb: '>', warning: '!', to: '-', max: '^', min: 'v',
};
