import {Box} from 'ink';
import {useSyncExternalStore} from 'react';
import {cutEnd} from '../text/cells.js';
import type {StyledText} from '../text/styled-text.js';
import {Empty} from './components/empty.js';
import {Footer} from './components/footer.js';
import {Header} from './components/header.js';
import {Lines} from './components/lines.js';
import type {ViewProps} from './definitions.js';
import {bodyHeight, minSize} from './layout.js';
import {currentOverlay, currentScreen, type State} from './state/state.js';
import type {Store} from './state/store.js';

/** The root component: renders the whole UI from the single state. */
export function App({store}: {readonly store: Store<State>}) {
	const state = useSyncExternalStore(store.subscribe, store.get);
	const {columns, rows} = state.size;
	if (columns < minSize.columns || rows < minSize.rows) {
		return <Lines lines={tooSmall(columns, rows, state.look.glyphs.ascii)}/>;
	}

	const height = bodyHeight(state.size);
	return (
		<Box flexDirection='column' width={columns} height={rows}>
			<Header state={state}/>
			<Lines lines={[subtitleOf(state)]}/>
			<Box height={height} width={columns}>
				<Body state={state} width={columns} height={height}/>
			</Box>
			<Footer state={state}/>
		</Box>
	);
}

/** The subtitle of the current screen; empty while an overlay is open. */
function subtitleOf(state: State): StyledText {
	const text = currentOverlay(state)?.View ? '' : currentScreen(state).subtitle?.(state) ?? '';
	return state.look.theme.faint(cutEnd(text, state.size.columns, state.look.glyphs.ellipsis));
}

function Body(props: ViewProps) {
	const Overlay = currentOverlay(props.state)?.View;
	if (Overlay) {
		return <Overlay {...props}/>;
	}

	const {View, empty} = currentScreen(props.state);
	const lines = empty(props.state);
	return lines ? <Empty {...props} lines={lines}/> : <View {...props}/>;
}

/** The message for a terminal below the minimum size; the most important words come first, so that even one cell shows something. */
const tooSmall = (columns: number, rows: number, ascii: boolean): readonly string[] => {
	const times = ascii ? 'x' : '×';
	const text = `${columns}${times}${rows} is too small: ${minSize.columns}${times}${minSize.rows} needed, q quits`;
	return [text.slice(0, Math.max(1, columns))];
};
