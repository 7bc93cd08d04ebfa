import {cleanText} from '../../text/clean.js';
import {cutEnd} from '../../text/cells.js';
import {Lines} from '../components/lines.js';
import {useLook} from '../context.js';
import type {ScreenProps} from './screens.js';

/** Why there is nothing to see, and what to do about it. */
export function Empty({state, width, height}: ScreenProps) {
	const {glyphs} = useLook();
	const lines = state.iterations.length === 0
		? (state.loading
			? ['Reading the campaign …']
			: ['This campaign has no iterations yet.', `Looked for: entries in ${cleanText(state.folder)}/params.json`, 'ombt-orchestrator adds one when an iteration is done: r reads again.'])
		: [`no iteration matches "${cleanText(state.filter?.text ?? '')}": Esc clears`];
	return <Lines lines={lines.slice(0, height).map(line => cutEnd(`  ${line}`, width, glyphs.ellipsis))}/>;
}
