import {useMemo} from 'react';
import type {Iteration} from '../../../campaign/model/iteration.js';
import {drawCompareBars, type NamedBins} from '../../../plots/compare-bars.js';
import {drawCompareCumulative} from '../../../plots/compare-cumulative.js';
import {drawCompareFigures} from '../../../plots/compare-figures.js';
import {wrapWords} from '../../../text/align.js';
import {cutEnd} from '../../../text/cells.js';
import {cleanText} from '../../../text/clean.js';
import {Lines} from '../../components/lines.js';
import type {Look} from '../../../reports/theme.js';
import {useLook} from '../../context.js';
import {useWindow} from '../../hooks/use-window.js';
import {comparedIterations, drawnIterations} from '../../state/latency/compared.js';
import {
	figuresOf, fineBins, latencyOf, noteOf,
} from '../../state/latency/figures-of.js';
import {namesOf, sideLabelOf} from '../../state/latency/names.js';
import {selectedIteration} from '../../state/selectors.js';
import type {State} from '../../state/state.js';
import type {ScreenProps} from '../screen-props.js';
import {differencesOf} from './differences.js';
import {markRows} from './group-rows.js';

/** A picture below this tells nothing: figures give way. */
const minPicture = 5;

/** The marked iterations (where fewer than two are, the selected one) in one picture, and their figures below it. */
export function CompareView({state, width, height}: ScreenProps) {
	const look = useLook();
	const {theme, glyphs: {ascii, ellipsis}} = look;
	const {side, compareMeasure, logCounts} = state;
	const drawn = drawnIterations(state);
	const compared = useMemo(() => describe(drawn, side), [drawn, side]);
	const figures = useMemo(() => drawCompareFigures(compared, {width: width - 2, ascii, paint: paintSeries(look)}), [compared, width, ascii, look]);
	const differences = useMemo(() => differencesOf(drawn, ascii), [drawn, ascii]);
	const notes = [...wrapWords(differences, width).filter(Boolean), ...notesOf(state, drawn.length)];
	const below = Math.max(2, Math.min(figures.length + notes.length, height - 2 - minPicture));
	const room = height - 2 - below;
	const selected = selectedIteration(state);
	const withSamples = useMemo(() => compared.filter(({figures: item}) => item), [compared]);
	const position = withSamples.findIndex(({index}) => index === selected?.index);
	const picture = useMemo(() => {
		const options = {
			width, height: room, selected: position, ascii, paint: paintSeries(look),
		};
		return compareMeasure === 'cumulative'
			? drawCompareCumulative(withSamples, options)
			: drawCompareBars(withSamples, {...options, measure: compareMeasure, log: logCounts});
	}, [withSamples, compareMeasure, logCounts, width, room, position, ascii, look]);
	const [head = '', ...rows] = figures;
	const {first, end} = useWindow(drawn.findIndex(({index}) => index === selected?.index), rows.length, below - 1 - notes.length);
	return (
		<Lines lines={[
			theme.strong(cutEnd(titleOf(state, drawn), width, ellipsis)),
			...picture,
			'',
			...[
				theme.faint(`  ${head}`),
				...markRows(rows.slice(first, end), drawn.slice(first, end), state, {width, theme}),
				...notes.map(note => theme.faint(cutEnd(note, width, ellipsis))),
			].slice(0, below),
		]}/>
	);
}

const paintSeries = ({theme}: Look) => (text: string, series: number): string => theme.series[series % theme.series.length]?.(text) ?? text;

function describe(drawn: readonly Iteration[], side: State['side']) {
	const names = namesOf(drawn, ['driver', 'callType', 'clients']);
	return drawn.map((iteration, position): NamedBins & Parameters<typeof drawCompareFigures>[0][number] & {readonly index: number} => {
		const latency = latencyOf(iteration, side);
		return {
			index: iteration.index,
			name: names[position] ?? '',
			short: cleanText(iteration.label),
			count: latency?.count ?? null,
			bins: latency ? fineBins(latency) : [],
			figures: latency ? figuresOf(latency) : null,
			note: noteOf(iteration),
		};
	});
}

const measureNames = {counts: 'messages', share: 'share of the own n', cumulative: 'share below each latency'} as const;

/** What is drawn of whose latency, and how its lengths are to be read. */
function titleOf({compareMeasure, logCounts, side}: State, drawn: readonly Iteration[]): string {
	const scale = compareMeasure === 'cumulative' ? 'ms, log' : (logCounts ? 'log bars' : 'linear bars');
	return `Compare: ${measureNames[compareMeasure]}, ${scale}  latency seen by the ${sideLabelOf(drawn, side)}`;
}

/** What is not drawn, and how to compare more. */
function notesOf(state: State, drawn: number): readonly string[] {
	const more = comparedIterations(state).length - drawn;
	return [
		...more > 0 ? [`${more} more marked, not drawn`] : [],
		...state.marked.size < 2 ? ['Space marks iterations to compare'] : [],
	];
}
