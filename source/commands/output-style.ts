import {
	asciiGlyphs, createTheme, unicodeGlyphs, type Look,
} from '../reports/theme.js';
import type {Invocation} from './command.js';

/** How a command's pictures look: as those of the explorer. */
export const lookOf = ({hasColour, ascii}: Invocation): Look => ({theme: createTheme(hasColour), glyphs: ascii ? asciiGlyphs : unicodeGlyphs});
