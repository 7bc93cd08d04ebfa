import type {Screen} from '../definitions.js';
import {agentsScreen} from './agents/index.js';
import {iterationsScreen} from './iterations/index.js';
import {latencyScreen} from './latency/index.js';
import {metricsScreen} from './metrics/index.js';
import {problemsScreen} from './problems/index.js';
import {tableScreen} from './table/index.js';
import {trendsScreen} from './trends/index.js';

/** All screens, in tab order. */
export const screens: readonly Screen[] = [iterationsScreen, tableScreen, latencyScreen, trendsScreen, metricsScreen, agentsScreen, problemsScreen];
