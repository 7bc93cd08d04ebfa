import {
	type Look, asciiGlyphs, createTheme, unicodeGlyphs,
} from '../../source/reports/theme.js';

/** Without colours: only text, and reverse video for the cursor. */
export const plainLook: Look = {theme: createTheme(false), glyphs: unicodeGlyphs};
export const asciiLook: Look = {theme: createTheme(false), glyphs: asciiGlyphs};
