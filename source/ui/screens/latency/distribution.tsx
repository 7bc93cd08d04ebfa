import {isLoaded, type Iteration} from '../../../campaign/model/iteration.js';
import {histogramLines, ladderLines} from '../../../reports/latency-text.js';
import {memoizeOptions} from '../../../system/memoize.js';
import {wrapText} from '../../../text/align.js';
import {cleanText} from '../../../text/clean.js';
import {Lines} from '../../components/lines.js';
import type {ViewProps} from '../../definitions.js';
import {selectedIteration, sideOf} from '../../state/iterations.js';
import type {State} from '../../state/state.js';

/** Below this there is no room for every percentile. */
const shortHeight = 14;

/** The latency distribution of the selected iteration, large, with the ladder of percentiles below it. */
export function DistributionView({state, width, height}: ViewProps) {
	const {side, logCounts, look} = state;
	return (
		<Lines lines={distributionLines({
			selected: selectedIteration(state), side, logCounts, width, height, look,
		})}/>
	);
}

type Options = Pick<State, 'side' | 'logCounts' | 'look'> & {readonly selected: Iteration | undefined; readonly width: number; readonly height: number};

const distributionLines = memoizeOptions(({
	selected, side, logCounts, width, height, look,
}: Options): readonly string[] => {
	if (!selected || !isLoaded(selected)) {
		return selected ? wrapText(`${cleanText(selected.label)} skipped: ${cleanText(selected.reason)}`, width).map(line => look.theme.warning(line)) : [];
	}

	const shown = sideOf({side}, selected);
	const ladder = ladderLines(selected, shown, {width, isShort: height < shortHeight}, look);
	return [...histogramLines(selected, shown, {logCounts, width, height: height - ladder.length - 1}, look), '', ...ladder].slice(0, height);
});
