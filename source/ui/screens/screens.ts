import type {ComponentType} from 'react';
import type {ScreenId, State} from '../state/state.js';
import {IterationsScreen} from './iterations.js';
import {LatencyScreen} from './latency.js';
import {TableScreen} from './table.js';

/** What a screen is drawn from: the state, and the cells that it has between header and footer. */
export type ScreenProps = {readonly state: State; readonly width: number; readonly height: number};

/** What draws each screen. */
export const bodies: Readonly<Record<ScreenId, ComponentType<ScreenProps>>> = {
	iterations: IterationsScreen,
	table: TableScreen,
	latency: LatencyScreen,
};
