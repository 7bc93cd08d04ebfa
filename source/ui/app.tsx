import {Box} from 'ink';
import {useSyncExternalStore} from 'react';
import {Footer} from './components/footer.js';
import {Header} from './components/header.js';
import {Lines} from './components/lines.js';
import {useLook} from './context.js';
import {bodyHeight} from './room.js';
import {Chooser} from './screens/chooser.js';
import {Empty} from './screens/empty.js';
import {Help} from './screens/help.js';
import {PickerList} from './screens/picker.js';
import {ReadingScreen} from './screens/reading.js';
import type {ScreenProps} from './screens/screen-props.js';
import {bodies} from './screens/screens.js';
import {shownIterations} from './state/selectors.js';
import type {State} from './state/state.js';
import type {Store} from './state/store.js';

const min = {columns: 60, rows: 15};

/** The whole picture, from the one state. */
export function App({store}: {readonly store: Store<State>}) {
	const state = useSyncExternalStore(store.subscribe, store.get);
	const {glyphs} = useLook();
	const {columns, rows} = state.size;
	if (columns < min.columns || rows < min.rows) {
		return <Lines lines={tooSmall(columns, rows, glyphs.ascii)}/>;
	}

	const height = bodyHeight(state.size);
	return (
		<Box flexDirection='column' width={columns} height={rows}>
			<Header state={state}/>
			<Lines lines={['']}/>
			<Box height={height} width={columns}>
				<Body state={state} width={columns} height={height}/>
			</Box>
			<Footer state={state}/>
		</Box>
	);
}

function Body(props: ScreenProps) {
	const {mode, screen} = props.state;
	switch (mode) {
		case 'choose': {
			return <Chooser {...props}/>;
		}

		case 'help':
		case 'search': {
			return <Help {...props}/>;
		}

		case 'pick': {
			return <PickerList {...props}/>;
		}

		case 'read': {
			return <ReadingScreen {...props}/>;
		}

		default: {
			const Screen = shownIterations(props.state).length > 0 || (screen === 'problems' && props.state.iterations.length > 0) ? bodies[screen] : Empty;
			return <Screen {...props}/>;
		}
	}
}

/** Fits even a terminal of one cell: what matters most comes first. */
const tooSmall = (columns: number, rows: number, ascii: boolean): readonly string[] => {
	const times = ascii ? 'x' : '×';
	const text = `${columns}${times}${rows} is too small: ${min.columns}${times}${min.rows} needed, q quits`;
	return [text.slice(0, Math.max(1, columns))];
};
