import {createContext, useContext} from 'react';
import {
	createTheme, unicodeGlyphs, type Glyphs, type Theme,
} from './theme.js';

export type Look = {readonly theme: Theme; readonly glyphs: Glyphs};

/** How everything looks: chosen once at the start. */
export const LookContext = createContext<Look>({theme: createTheme(false), glyphs: unicodeGlyphs});

export const useLook = (): Look => useContext(LookContext);
