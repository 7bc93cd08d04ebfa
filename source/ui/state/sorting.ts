import type {Change, State} from './state.js';

/** The order of the rows on screen; agents have one of their own. */
export const sortOf = ({screen, agents, sort}: State): {readonly column: string; readonly descending: boolean} | undefined =>
	screen === 'agents' ? agents.sort : sort;

export const reverseSort: Change = state => state.screen === 'agents'
	? {...state, agents: {...state.agents, sort: state.agents.sort && {...state.agents.sort, descending: !state.agents.sort.descending}}}
	: {...state, sort: state.sort && {...state.sort, descending: !state.sort.descending}};
