import {useMemo} from 'react';
import {isLoaded, type Iteration} from '../../../campaign/iteration.js';
import {drawBoxes, type BoxRow} from '../../../plots/box-plot.js';
import {cutEnd} from '../../../text/cells.js';
import {cleanText} from '../../../text/clean.js';
import {Lines} from '../../components/lines.js';
import {useLook} from '../../context.js';
import {sideOf} from '../../state/selectors.js';
import type {State} from '../../state/state.js';
import type {ScreenProps} from '../screen-props.js';
import {boxOf} from './box-of.js';
import {groupTitle, markRows, useGroupRows} from './group-rows.js';

/** Lines above the rows: the title, the key to the marks, the axis. */
const headHeight = 3;

/** A box plot for every shown iteration of the selected one's driver and call type, on one axis. */
export function BoxesView({state, width, height}: ScreenProps) {
	const {theme, glyphs} = useLook();
	const {ascii, ellipsis} = glyphs;
	const {side} = state;
	const {rows, inSight} = useGroupRows(state, height - headHeight);
	const extremes = useMemo(() => rows.flatMap(one => rowExtremes(one, side)), [rows, side]);
	const [axis = '', ...boxes] = drawBoxes(inSight.map(one => rowOf(one, side)), {width: Math.max(1, width - 2), extremes, ascii});
	const legend = ascii ? '|- p5  ## p25 to p75  : p50  o mean  -| p95  . max' : '├─ p5  ██ p25–p75  │ p50  ● mean  ─┤ p95  · max';
	return (
		<Lines lines={[
			theme.strong(cutEnd(groupTitle('Boxes', state), width, ellipsis)),
			theme.faint(cutEnd(legend, width, ellipsis)),
			theme.faint(`  ${axis}`),
			...markRows(boxes, inSight, state, {width, theme}),
		]}/>
	);
}

const rowExtremes = (one: Iteration, side: State['side']): readonly number[] => {
	const box = isLoaded(one) ? boxOf(one[sideOf({side}, one)].latency) : null;
	return box ? [box.p5, box.max] : [];
};

function rowOf(one: Iteration, side: State['side']): BoxRow {
	const label = cleanText(one.label);
	if (!isLoaded(one)) {
		return {
			label, count: null, box: null, note: `skipped: ${cleanText(one.reason)}`,
		};
	}

	const {latency} = one[sideOf({side}, one)];
	return {
		label, count: latency.count, box: boxOf(latency), note: 'no samples',
	};
}
