import {memoizeLast} from '../../../system/memoize.js';
import {wrapText} from '../../../text/align.js';
import {cleanText} from '../../../text/clean.js';
import {Lines} from '../../components/lines.js';
import type {Overlay, ViewProps} from '../../definitions.js';
import {copyKey} from '../../keys/shared-keys.js';
import {textKeys} from '../../keys/text-keys.js';
import {closeOverlay} from '../../state/state.js';
import {reading, scrollReading} from './state.js';

const wrap = memoizeLast((lines: readonly string[], width: number) => lines.flatMap(line => wrapText(cleanText(line), width)));

/** A text to read, wrapped to the width. */
function Reading({state, width, height}: ViewProps) {
	const {theme, glyphs} = state.look;
	const {text: {title, lines}, top} = reading.get(state);
	const wrapped = wrap(lines, width);
	const rows = height - 1;
	const first = Math.min(top, Math.max(0, wrapped.length - rows));
	const location = wrapped.length > rows ? `  ${first + 1}${glyphs.to}${Math.min(wrapped.length, first + rows)} of ${wrapped.length}` : '';
	return <Lines lines={[theme.strong(`${title}${location}`), ...wrapped.slice(first, first + rows)]}/>;
}

/** A text in place of the screen: whole messages, and where the numbers come from. */
export const readingOverlay: Overlay = {
	View: Reading,
	keys: [
		...textKeys(scrollReading),
		copyKey,
		{
			id: 'leave-reading', keys: ['escape', 'enter', 'q', 'i'], help: 'close', group: 'Program', hint: 'close', run: closeOverlay,
		},
	],
};
