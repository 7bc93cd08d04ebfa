import type {State} from '../state/state.js';

/** What a screen is drawn from: the state, and the cells that it has between header and footer. */
export type ScreenProps = {readonly state: State; readonly width: number; readonly height: number};
