import {cutEnd, padEnd} from '../../text/cells.js';
import {asciiKeys} from '../components/footer.js';
import {Lines} from '../components/lines.js';
import {useLook} from '../context.js';
import {keymap, type KeyRow} from '../keymap.js';
import type {ScreenProps} from './screens.js';

const groups: ReadonlyArray<KeyRow['group']> = ['Screens', 'Move', 'Look', 'Program'];

/** The keys, grouped, printed from the keymap. */
export function Help({state, width, height}: ScreenProps) {
	const {theme, glyphs} = useLook();
	const all = groups.flatMap(group => [
		theme.strong(group),
		...keymap.filter(row => row.mode === 'browse' && row.group === group).map(row =>
			cutEnd(`  ${padEnd(asciiKeys(row.shown, glyphs.ascii), 14)}${row.help}${row.screens ? ` (${row.screens.join(', ')})` : ''}`, width, glyphs.ellipsis)),
		'',
	]);
	const top = Math.min(state.helpTop, Math.max(0, all.length - height));
	return <Lines lines={all.slice(top, top + height)}/>;
}
