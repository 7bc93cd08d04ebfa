import {cutEnd} from '../../text/cells.js';
import {sourceProgressText} from '../../reports/source-text.js';
import {replaceAliases} from '../../system/paths.js';
import {cleanText} from '../../text/clean.js';
import type {ViewProps} from '../definitions.js';
import {filteringNames, loadedText} from '../figures/in-use.js';
import {hasIterations, iterationsList} from '../state/iterations.js';
import {listState} from '../state/list.js';
import type {State} from '../state/state.js';
import {Lines} from './lines.js';

/** Explains why a view is empty, and what to do about it. */
export function Empty({lines, state, width, height}: ViewProps & {readonly lines: readonly string[]}) {
	return <Lines lines={lines.slice(0, height).map(line => cutEnd(`  ${line}`, width, state.look.glyphs.ellipsis))}/>;
}

/** Why no iteration is shown, and what to do about it; undefined if one is shown. */
export function emptyIterations(state: State): readonly string[] | undefined {
	const {iterations, loading, folder, fetching} = state;
	if (hasIterations(state)) {
		return undefined;
	}

	if (iterations.length > 0) {
		const loaded = loadedText(state, filteringNames(state));
		return [
			`no iteration matches "${cleanText(listState(state, iterationsList).filter?.text ?? '')}": Esc clears the filter`,
			...loaded === '' ? [] : [`metrics that it compares: ${loaded}`],
		];
	}

	if (fetching) {
		return [sourceProgressText(fetching, fetching.seconds), '', 'Esc stops it.'];
	}

	return loading
		? ['reading the campaign']
		: [
			'This campaign has no iterations yet.',
			'',
			`${cleanText(replaceAliases(folder))}/params.json is an empty list.`,
			'ombt-orchestrator adds an entry when an iteration ends: r reads it again.',
		];
}
