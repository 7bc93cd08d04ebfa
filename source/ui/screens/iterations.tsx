import {Box} from 'ink';
import {useMemo} from 'react';
import {isLoaded, type Iteration} from '../../campaign/model/iteration.js';
import {cutEnd} from '../../text/cells.js';
import {cleanText} from '../../text/clean.js';
import {Lines} from '../components/lines.js';
import type {Look} from '../../reports/theme.js';
import {useLook} from '../context.js';
import {useWindow} from '../hooks/use-window.js';
import {isBeside, listHeight} from '../room.js';
import {askedOf} from '../state/asked.js';
import {
	cursorOf, groupOf, selectedIteration, shownIterations,
} from '../state/selectors.js';
import type {State} from '../state/state.js';
import {allSkippedLines} from './empty.js';
import {detailLines} from './iteration-detail.js';
import {listHead, listRow} from './iteration-row.js';
import {layoutList} from './list-layout.js';
import type {ScreenProps} from './screen-props.js';

/** For names of groups and reasons of skipped iterations. */
const minWidth = 60;
/** Both sides beside each other, and bars long enough to compare; what is left of a wide terminal is for the list. */
const detailWidth = 40;
const dividerWidth = 3;

/** The list of iterations, and the selected one in detail beside it (below it where the terminal is narrow). */
export function IterationsScreen({state, width, height}: ScreenProps) {
	const look = useLook();
	const isWide = isBeside(state.size);
	const rowsHeight = listHeight(state.size);
	const shown = shownIterations(state);
	const maxWidth = isWide ? width - dividerWidth - detailWidth : width;
	const layout = useMemo(() => layoutList(shown, maxWidth, look), [shown, maxWidth, look]);
	const listWidth = isWide ? Math.min(maxWidth, Math.max(minWidth, layout.width)) : width;
	const cursor = cursorOf(state);
	const entries = useMemo(() => listEntries(shown, state.grouped), [shown, state.grouped]);
	const selected = shown[cursor];
	const {first, end} = useWindow(selected ? entries.indexOf(selected) : -1, entries.length, rowsHeight - 1);
	const rows = entries.slice(first, end).map(entry => typeof entry === 'string'
		? look.theme.strong(cutEnd(`  ${cleanText(entry)}`, listWidth, look.glyphs.ellipsis))
		: listRow(entry, {
			layout, width: listWidth, isSelected: entry === selected, isMarked: state.marked.has(entry.index),
		}, look));
	const detail = useDetail(state, look, isWide ? {width: width - listWidth - dividerWidth, height} : {width, height: height - rowsHeight - 1});
	const list = <Lines lines={[listHead(layout, listWidth, look), ...rows]}/>;
	return isWide
		? (
			<Box>
				<Box width={listWidth}>{list}</Box>
				<Box width={dividerWidth}><Lines lines={Array.from({length: height}, () => ` ${look.glyphs.divider} `)}/></Box>
				<Lines lines={detail}/>
			</Box>
		)
		: (
			<Box flexDirection='column'>
				<Box height={rowsHeight}>{list}</Box>
				<Lines lines={[look.glyphs.rule.repeat(width), ...detail]}/>
			</Box>
		);
}

/** The rows of the list, each group of iterations below its name. */
const listEntries = (shown: readonly Iteration[], grouped: boolean): ReadonlyArray<Iteration | string> => grouped
	? shown.flatMap((iteration, position) => groupOf(iteration) === groupOf(shown[position - 1] ?? nobody) ? [iteration] : [groupOf(iteration), iteration])
	: shown;
const nobody = {driver: '\0', callType: null};

type Size = {readonly width: number; readonly height: number};

/** The detail's lines in sight, and a last line that says how many are not. */
function useDetail(state: State, look: Look, {width, height}: Size): readonly string[] {
	const {side, logCounts, detailTop, loading, iterations} = state;
	const selected = selectedIteration(state);
	const asked = selected && askedOf(state, selected);
	const lines = useMemo(
		() => selected
			? detailLines(selected, {
				side, logCounts, asked, width,
			}, look)
			: [],
		[selected, side, logCounts, asked, width, look],
	);
	const all = !loading && !hasUsable(iterations) ? [...allSkippedLines(state).map(line => cutEnd(line, width, look.glyphs.ellipsis)), ...lines] : lines;
	const top = Math.min(detailTop, Math.max(0, all.length - height));
	const rest = all.length - top - height;
	return rest > 0
		? [...all.slice(top, top + height - 1), look.theme.faint(cutEnd(`${look.glyphs.ellipsis} ${rest + 1} more lines: J`, width, look.glyphs.ellipsis))]
		: all.slice(top, top + height);
}

const hasUsable = (iterations: readonly Iteration[]): boolean => iterations.some(iteration => isLoaded(iteration));
