import {Box} from 'ink';
import {useMemo} from 'react';
import {Lines} from '../components/lines.js';
import {useLook} from '../context.js';
import {
	cursorOf, selectedIteration, shownIterations, windowAround,
} from '../state/selectors.js';
import {detailLines} from './iteration-detail.js';
import {listHead, listRow} from './iteration-row.js';
import type {ScreenProps} from './screens.js';

/** The list of iterations, and the selected one in detail beside it (below it where the terminal is narrow). */
export function IterationsScreen({state, width, height}: ScreenProps) {
	const look = useLook();
	const isWide = width >= 100;
	const listWidth = isWide ? Math.min(76, Math.floor(width * 0.52)) : width;
	const listHeight = isWide ? height : Math.max(5, Math.floor(height * 0.4));
	const shown = shownIterations(state);
	const cursor = cursorOf(state);
	const {first, end} = windowAround(cursor, shown.length, listHeight - 1);
	const rows = shown.slice(first, end).map((one, place) => listRow(one, {width: listWidth, isSelected: first + place === cursor}, look));
	const selected = selectedIteration(state);
	const {side, logCounts} = state;
	const detailWidth = isWide ? width - listWidth - 3 : width;
	const detailHeight = isWide ? height : height - listHeight - 1;
	const detail = useMemo(
		() => selected
			? detailLines(selected, {
				side, logCounts, width: detailWidth, height: detailHeight,
			}, look)
			: [],
		[selected, side, logCounts, detailWidth, detailHeight, look],
	);
	const list = <Lines lines={[listHead(listWidth, look), ...rows]}/>;
	return isWide
		? (
			<Box>
				<Box width={listWidth}>{list}</Box>
				<Box width={3}><Lines lines={Array.from({length: height}, () => ` ${look.glyphs.divider} `)}/></Box>
				<Lines lines={detail}/>
			</Box>
		)
		: (
			<Box flexDirection='column'>
				<Box height={listHeight}>{list}</Box>
				<Lines lines={[look.glyphs.rule.repeat(width), ...detail]}/>
			</Box>
		);
}
