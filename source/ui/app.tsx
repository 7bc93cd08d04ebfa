import {Box} from 'ink';
import {useSyncExternalStore} from 'react';
import {Footer, footerHeight} from './components/footer.js';
import {Header, headerHeight} from './components/header.js';
import {Lines} from './components/lines.js';
import {Chooser} from './screens/chooser.js';
import {Empty} from './screens/empty.js';
import {Help} from './screens/help.js';
import {screens} from './screens/screens.js';
import {SortList} from './screens/sort-list.js';
import {shownIterations} from './state/selectors.js';
import type {State} from './state/state.js';
import type {Store} from './state/store.js';

/** The whole picture, from the one state. */
export function App({store}: {readonly store: Store<State>}) {
	const state = useSyncExternalStore(store.subscribe, store.get);
	const {columns, rows} = state.size;
	if (columns < 60 || rows < 15) {
		return <Lines lines={tooSmall(columns, rows)}/>;
	}

	const height = rows - headerHeight - footerHeight - 1;
	return (
		<Box flexDirection='column' width={columns} height={rows} overflow='hidden'>
			<Header state={state}/>
			<Lines lines={['']}/>
			<Box height={height} width={columns} overflow='hidden'>
				<Body state={state} width={columns} height={height}/>
			</Box>
			<Footer state={state}/>
		</Box>
	);
}

function Body(props: {readonly state: State; readonly width: number; readonly height: number}) {
	const {state} = props;
	if (state.mode === 'choose') {
		return <Chooser {...props}/>;
	}

	if (state.mode === 'help') {
		return <Help {...props}/>;
	}

	if (state.mode === 'sort') {
		return <SortList {...props}/>;
	}

	const screen = screens.find(({id}) => id === state.screen);
	return screen && shownIterations(state).length > 0 ? <screen.Body {...props}/> : <Empty {...props}/>;
}

/** Fits even a terminal of one cell. */
const tooSmall = (columns: number, rows: number): readonly string[] => {
	const text = `${columns}×${rows} is too small: 60×15 needed, q quits`;
	return [text.slice(0, Math.max(1, columns))];
};
