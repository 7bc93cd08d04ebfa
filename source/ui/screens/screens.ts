import type {ComponentType} from 'react';
import type {ScreenId, State} from '../state/state.js';
import {IterationsScreen} from './iterations.js';
import {LatencyScreen} from './latency.js';
import {TableScreen} from './table.js';

export type ScreenProps = {readonly state: State; readonly width: number; readonly height: number};

/** The screens in the order of their tabs; a row more is a tab more. */
export const screens: ReadonlyArray<{readonly id: ScreenId; readonly title: string; readonly Body: ComponentType<ScreenProps>}> = [
	{id: 'iterations', title: 'Iterations', Body: IterationsScreen},
	{id: 'table', title: 'Table', Body: TableScreen},
	{id: 'latency', title: 'Latency', Body: LatencyScreen},
];
