import type {Look} from '../../source/ui/context.js';
import {asciiGlyphs, createTheme, unicodeGlyphs} from '../../source/ui/theme.js';

/** Without colours: what is left is text, and reverse video for the cursor. */
export const plainLook: Look = {theme: createTheme(false), glyphs: unicodeGlyphs};
export const asciiLook: Look = {theme: createTheme(false), glyphs: asciiGlyphs};
