import {Chalk} from 'chalk';
import type {ThemeName} from './theme-names.js';

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
	/** For the steps of a ramp, from thin to dense; each step has a character of its own as well. None where there are only sixteen colours. */
	readonly heat: ReadonlyArray<(text: string) => string>;
};

type Colour = 'cyan' | 'green' | 'yellow' | 'red' | 'magenta' | 'blue' | 'reset';
type Palette = {readonly accent: Colour; readonly warning: Colour; readonly series: readonly Colour[]};

/** Of the sixteen colours those that are read on a background: no blue on black, no yellow or cyan on white. */
const palettes: Readonly<Record<'dark' | 'light', Palette>> = {
	dark: {accent: 'cyan', warning: 'yellow', series: ['cyan', 'magenta', 'yellow', 'green', 'red', 'reset']},
	light: {accent: 'blue', warning: 'magenta', series: ['blue', 'magenta', 'green', 'red', 'cyan', 'reset']},
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

/** From thin to dense, of the 256 colours: towards the side away from the background. */
const heatColours: Readonly<Record<'dark' | 'light', readonly number[]>> = {
	dark: [60, 67, 74, 79, 114, 185, 229], light: [152, 110, 74, 68, 61, 55, 53],
};

/**
 * Sixteen colours on the terminal's own background, and where the terminal has 256 a ramp of these; without colour only reverse video
 * remains, for the cursor.
 */
export function createTheme(hasColour: boolean, background: keyof typeof palettes = 'dark', isIndexed = false): Theme {
	const chalk = new Chalk({level: hasColour ? 1 : 0});
	const {accent, warning, series} = palettes[background];
	return {
		accent: chalk[accent],
		good: chalk.green,
		warning: chalk[warning],
		bad: chalk.red,
		strong: chalk.bold,
		faint: chalk.dim,
		series: series.map(colour => chalk[colour]),
		heat: hasColour && isIndexed ? heatColours[background].map(colour => new Chalk({level: 2}).ansi256(colour)) : [],
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
