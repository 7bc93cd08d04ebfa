import {useMemo} from 'react';
import {wrapText} from '../../text/align.js';
import {cleanText} from '../../text/clean.js';
import {Lines} from '../components/lines.js';
import {useLook} from '../context.js';
import type {ScreenProps} from './screen-props.js';

/** A text to read, wrapped to the width. */
export function ReadingScreen({state, width, height}: ScreenProps) {
	const {theme, glyphs} = useLook();
	const {title, lines, top} = state.reading;
	const wrapped = useMemo(() => lines.flatMap(line => wrapText(cleanText(line), width)), [lines, width]);
	const room = height - 1;
	const first = Math.min(top, Math.max(0, wrapped.length - room));
	const location = wrapped.length > room ? `  ${first + 1}${glyphs.to}${Math.min(wrapped.length, first + room)} of ${wrapped.length}` : '';
	return <Lines lines={[theme.strong(`${title}${location}`), ...wrapped.slice(first, first + room)]}/>;
}
