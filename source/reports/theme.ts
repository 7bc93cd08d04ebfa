import type {ThemeName} from '../system/terminal.js';
import {withStyle, type Style, type StyledText} from '../text/styled-text.js';

type StyleFunction = (text: StyledText) => StyledText;

/** Styles named by meaning. Each is paired with a character or a word, because colours can be off. */
export type Theme = {
	readonly accent: StyleFunction;
	readonly warning: StyleFunction;
	readonly bad: StyleFunction;
	readonly strong: StyleFunction;
	readonly faint: StyleFunction;
	readonly cursor: StyleFunction;
	/** Colours of the series of a plot; each series has its own marker as well. */
	readonly series: readonly StyleFunction[];
	/** Colours of ramp steps, from sparse to dense; each step has its own character as well. Empty with only 16 colours. */
	readonly heat: readonly StyleFunction[];
};

/** The terminal's own colours, as indexes into its palette of 256. */
const colours = {
	red: 1, green: 2, yellow: 3, blue: 4, magenta: 5, cyan: 6, lightGreen: 10, lightBlue: 12, lightMagenta: 13,
} as const;
type Colour = keyof typeof colours;

type Palette = {
	readonly accent: Colour;
	readonly warning: Colour;
	/** None of these has another meaning; `text` is the terminal's colour of text. */
	readonly series: ReadonlyArray<Colour | 'text'>;
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
		series: ['lightBlue', 'magenta', 'green', 'lightMagenta', 'lightGreen', 'text'],
		indexedSeries: [75, 208, 114, 176, 252, 147],
		heat: [60, 67, 74, 79, 114, 185, 229],
	},
	light: {
		accent: 'blue',
		warning: 'magenta',
		series: ['cyan', 'green', 'text'],
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
	const {accent, warning, series, indexedSeries, heat} = palettes[background];
	const usesIndexed = hasColour && isIndexed;
	const paint = (style: Style): StyleFunction => hasColour ? withStyle(style) : text => text;
	return {
		accent: paint({foreground: colours[accent]}),
		warning: paint({foreground: colours[warning]}),
		bad: paint({foreground: colours.red}),
		strong: paint({isBold: true}),
		faint: paint({isDim: true}),
		cursor: withStyle({isInverse: true}),
		series: usesIndexed
			? indexedSeries.map(foreground => paint({foreground}))
			: series.map(colour => paint(colour === 'text' ? {} : {foreground: colours[colour]})),
		heat: usesIndexed ? heat.map(foreground => paint({foreground})) : [],
	};
}

/** Paints each series in its colour; colours repeat if there are more series. */
export const paintSeries = ({series}: Theme) => (text: string, index: number): StyledText => series[index % series.length]?.(text) ?? text;

/** Paints each ramp step in its colour, if the theme has any. */
export const paintHeat = ({heat}: Theme) => (text: string, step: number): StyledText => heat[step]?.(text) ?? text;

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
