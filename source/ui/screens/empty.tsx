import {cutEnd} from '../../text/cells.js';
import {cleanText} from '../../text/clean.js';
import {Lines} from '../components/lines.js';
import {useLook} from '../context.js';
import type {State} from '../state/state.js';
import type {ScreenProps} from './screen-props.js';

/** Why there is nothing to see, and what to do about it. */
export function Empty({state, width, height}: ScreenProps) {
	const {glyphs} = useLook();
	return <Lines lines={emptyLines(state).slice(0, height).map(line => cutEnd(`  ${line}`, width, glyphs.ellipsis))}/>;
}

function emptyLines({iterations, loading, folder, filter}: State): readonly string[] {
	if (iterations.length > 0) {
		return [`no iteration matches "${cleanText(filter?.text ?? '')}": Esc clears the filter`];
	}

	return loading
		? ['reading the campaign']
		: [
			'This campaign has no iterations yet.',
			'',
			`Looked for: entries in ${cleanText(folder)}/params.json, which is an empty list.`,
			'ombt-orchestrator adds one when an iteration is done: r reads again.',
		];
}

/** What an iteration must have, for a campaign whose iterations were all skipped. */
export const allSkippedLines = ({iterations, folder}: State): readonly string[] => [
	`Not one of the ${iterations.length} iterations can be used.`,
	`Looked in ${cleanText(folder)}/BACKUP_DIR/ for *controller*.log (not *_docker.log):`,
	'two lines of JSON each, results per client and per server.',
	'',
];
