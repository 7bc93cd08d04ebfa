import {useMemo} from 'react';
import {binsOf} from '../../../campaign/distribution.js';
import {isLoaded, type Iteration, type Latency} from '../../../campaign/iteration.js';
import {mergeToSteps, trimBins, type Bin} from '../../../plots/bins.js';
import {drawHeatmap, shadesOf} from '../../../plots/heatmap.js';
import {cutEnd} from '../../../text/cells.js';
import {cleanText} from '../../../text/clean.js';
import {Lines} from '../../components/lines.js';
import {useLook} from '../../context.js';
import {sideOf} from '../../state/selectors.js';
import type {State} from '../../state/state.js';
import type {ScreenProps} from '../screen-props.js';
import {groupTitle, markRows, useGroupRows} from './group-rows.js';

/** Lines above the rows: the title, the key to the shades, the edges. */
const headHeight = 3;

/** A row of shades for every shown iteration of the selected one's driver and call type, in the same bins. */
export function HeatmapView({state, width, height}: ScreenProps) {
	const {theme, glyphs} = useLook();
	const {ascii, ellipsis} = glyphs;
	const {side} = state;
	const {rows, inSight} = useGroupRows(state, height - headHeight);
	const edges = useMemo(() => edgesOf(rows.flatMap(one => binsFor(one, side))), [rows, side]);
	const [head = '', ...lines] = drawHeatmap(inSight.map(one => ({
		label: cleanText(one.label),
		count: isLoaded(one) ? one[sideOf({side}, one)].latency.count : null,
		bins: binsFor(one, side),
		note: isLoaded(one) ? 'no samples' : `skipped: ${cleanText(one.reason)}`,
	})), {width: Math.max(1, width - 2), edges, ascii});
	const [tiny = '', few = '', some = '', many = '', most = ''] = shadesOf(ascii);
	const upTo = ascii ? '<=' : '≤';
	return (
		<Lines lines={[
			theme.strong(cutEnd(groupTitle('Heatmap', state), width, ellipsis)),
			theme.faint(cutEnd(`% of the row: blank 0  ${tiny} ${upTo}0.1  ${few} ${upTo}1  ${some} ${upTo}10  ${many} ${upTo}50  ${most} >50`, width, ellipsis)),
			theme.faint(`  ${head}`),
			...markRows(lines, inSight, state, {width, theme}),
		]}/>
	);
}

/** Where the bins begin from the first to the last with samples, also those between that no iteration fills. */
function edgesOf(bins: readonly Bin[]): readonly number[] {
	const starts = bins.map(({from}) => from);
	const [first, last] = [Math.min(...starts), Math.max(...starts)];
	const steps = Array.from({length: decades}, (_, decade) => [1, 2, 5].map(step => step * (10 ** decade))).flat();
	return [0, ...steps].filter(edge => edge >= first && edge <= last);
}

/** No log has more: its powers of ten end at 15. */
const decades = 16;

const binsFor = (one: Iteration, side: State['side']): readonly Bin[] => isLoaded(one) ? steppedBins(one[sideOf({side}, one)].latency) : [];

const known = new WeakMap<Latency, readonly Bin[]>();

/** A side's samples in 1-2-5 steps, computed once. */
function steppedBins(latency: Latency): readonly Bin[] {
	const bins = known.get(latency) ?? trimBins(mergeToSteps(binsOf(latency.distribution)));
	known.set(latency, bins);
	return bins;
}
