import {useMemo} from 'react';
import {isLoaded} from '../../../campaign/model/iteration.js';
import {wrapText} from '../../../text/align.js';
import {cleanText} from '../../../text/clean.js';
import {Lines} from '../../components/lines.js';
import {useLook} from '../../context.js';
import {selectedIteration, sideOf} from '../../state/selectors.js';
import {histogramLines, ladderLines} from '../../../reports/latency-text.js';
import type {ScreenProps} from '../screen-props.js';

/** Below this there is no room for every percentile. */
const shortHeight = 14;

/** The latency distribution of the selected iteration, large, with the ladder of percentiles below it. */
export function DistributionView({state, width, height}: ScreenProps) {
	const look = useLook();
	const selected = selectedIteration(state);
	const {side, logCounts} = state;
	const lines = useMemo(() => {
		if (!selected || !isLoaded(selected)) {
			return selected ? wrapText(`${cleanText(selected.label)} skipped: ${cleanText(selected.reason)}`, width).map(line => look.theme.warning(line)) : [];
		}

		const primary = sideOf({side}, selected);
		const ladder = ladderLines(selected, primary, {width, isShort: height < shortHeight}, look);
		return [...histogramLines(selected, primary, {logCounts, width, height: height - ladder.length - 1}, look), '', ...ladder].slice(0, height);
	}, [selected, side, logCounts, width, height, look]);
	return <Lines lines={lines}/>;
}
