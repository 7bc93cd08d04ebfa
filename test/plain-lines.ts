import {plainText, type StyledText} from '../source/text/styled-text.js';

/** The texts of lines without their styles. */
export const plainLines = (lines: readonly StyledText[]): readonly string[] => lines.map(line => plainText(line));
