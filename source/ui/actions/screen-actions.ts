import {neighbour} from '../screens/titles.js';
import {selectedAgent, showAgents} from '../state/agents-view.js';
import {currentIteration, openProblem} from '../state/problems-view.js';
import {shownIterations} from '../state/selectors.js';
import type {State} from '../state/state.js';
import {setMode, show, showDistribution} from '../state/viewing.js';
import type {Action} from './action.js';

const hasIterations = (state: State): boolean => shownIterations(state).length > 0;
const hasChoices = ({choices}: State): boolean => choices.length > 0;

/** What leads from one screen to another. */
export const screenActions = {
	'show-iterations': {help: 'Iterations: list and details', group: 'Screens', change: show('iterations')},
	'show-table': {help: 'Table: every column', group: 'Screens', change: show('table')},
	'show-latency': {help: 'Latency: the distribution, large', group: 'Screens', change: show('latency')},
	'show-trends': {help: 'Trends: a column against clients, servers or iterations', group: 'Screens', change: show('trends')},
	'show-metrics': {help: 'Metrics: what the machines did meanwhile', group: 'Screens', change: show('metrics')},
	'show-agents': {help: 'Agents: each client and server of the iteration', group: 'Screens', change: show('agents')},
	'show-problems': {help: 'Problems: what is wrong, and what to do', group: 'Screens', change: show('problems')},
	'next-screen': {help: 'next screen', group: 'Screens', change: state => show(neighbour(state.screen, 1))(state)},
	'previous-screen': {help: 'screen before', group: 'Screens', change: state => show(neighbour(state.screen, -1))(state)},
	'open-latency': {
		help: 'open the latency of the iteration',
		group: 'Screens',
		screens: ['iterations', 'table', 'trends'],
		hint: 'latency',
		applies: hasIterations,
		change: show('latency'),
	},
	'open-agent': {
		help: 'open the agent: its own distribution and errors',
		group: 'Screens',
		screens: ['agents'],
		hint: 'open',
		applies: state => state.agents.view === 'list' && selectedAgent(state) !== undefined,
		change: showAgents('one'),
	},
	'close-agent': {
		help: 'back to all agents',
		group: 'Screens',
		screens: ['agents'],
		hint: 'all agents',
		applies: state => state.agents.view !== 'list',
		change: showAgents('list'),
	},
	'open-problem': {
		help: 'go to the iteration of the problem',
		group: 'Screens',
		screens: ['problems'],
		hint: 'go to it',
		applies: state => currentIteration(state) !== undefined,
		change: openProblem,
	},
	'back-to-list': {
		help: 'back to the list',
		group: 'Screens',
		screens: ['table', 'latency', 'trends', 'metrics', 'agents', 'problems'],
		hint: 'back',
		change: show('iterations'),
	},
	'back-to-campaigns': {
		help: 'back to the campaigns',
		group: 'Screens',
		screens: ['iterations'],
		hint: 'campaigns',
		applies: hasChoices,
		exists: hasChoices,
		change: setMode('choose'),
	},
	'show-distribution': {
		help: 'the distribution of the iteration',
		group: 'Screens',
		screens: ['latency'],
		hint: 'distribution',
		applies: state => state.latencyView !== 'distribution',
		change: showDistribution,
	},
} as const satisfies Readonly<Record<string, Action>>;
