import {cleanText} from '../../text/clean.js';
import {cutEnd} from '../../text/cells.js';
import {widthOf} from '../../text/width.js';
import {useLook, type Look} from '../context.js';
import {isActive, keymap} from '../keymap.js';
import {shownIterations} from '../state/selectors.js';
import type {State} from '../state/state.js';
import {Lines} from './lines.js';

/** Two lines: the message or the filter being typed; the keys that matter here. */
export function Footer({state}: {readonly state: State}) {
	const look = useLook();
	return <Lines lines={[messageLine(state, look), hintLine(state, look)]}/>;
}

export const footerHeight = 2;

function messageLine(state: State, {theme, glyphs}: Look): string {
	const {columns} = state.size;
	if (state.mode === 'filter') {
		const {text, mistake} = state.filter ?? {text: '', mistake: undefined};
		const found = mistake ? theme.warning(` ${cleanText(mistake)}`) : ` ${shownIterations(state).length} of ${state.iterations.length}`;
		return cutEnd(`/${cleanText(text)}${theme.cursor(' ')}${found}`, columns, glyphs.ellipsis);
	}

	const {message} = state;
	if (message) {
		const text = cutEnd(`${glyphs.warning} ${cleanText(message.text)}`, columns, glyphs.ellipsis);
		return message.kind === 'error' ? theme.bad(text) : text;
	}

	return '';
}

function hintLine(state: State, {theme, glyphs}: Look): string {
	const seen = new Set<string>();
	let line = '';
	for (const row of keymap) {
		if (row.mode === state.mode && row.hint && isActive(row, state) && !seen.has(row.hint)) {
			seen.add(row.hint);
			const next = `${line === '' ? '' : '  '}${theme.accent(asciiKeys(row.shown.split(' ')[0] ?? '', glyphs.ascii))} ${row.hint}`;
			if (widthOf(line + next) > state.size.columns) {
				break;
			}

			line += next;
		}
	}

	return line;
}

const arrows: Readonly<Record<string, string>> = {
	'↓': 'Down', '↑': 'Up', '←': 'Left', '→': 'Right',
};

/** The name of a key, in words where arrows cannot be drawn. */
export const asciiKeys = (keys: string, ascii: boolean): string => ascii ? keys.replaceAll(/[↓↑←→]/gv, arrow => arrows[arrow] ?? arrow) : keys;
