import {createContext, useContext} from 'react';
import {createTheme, unicodeGlyphs, type Look} from '../reports/theme.js';

/** How everything looks: chosen once at the start. */
export const LookContext = createContext<Look>({theme: createTheme(false), glyphs: unicodeGlyphs});

export const useLook = (): Look => useContext(LookContext);
