import {parseAgentFilter} from '../../campaign/agents/filter-agents.js';
import {parseFilter} from '../../campaign/query/filter.js';
import type {Change, Filter, State} from './state.js';
import {typedFilter} from './typed-filter.js';

const isOfAgents = ({screen}: State): boolean => screen === 'agents';

/** The filter of the rows on screen: agents have one of their own. */
export const filterOf = (state: State): Filter<never> | undefined => isOfAgents(state) ? state.agents.filter : state.filter;

export const openFilter: Change = state => isOfAgents(state)
	? {...state, mode: 'filter', agents: {...state.agents, filterBefore: state.agents.filter, view: 'list'}}
	: {...state, mode: 'filter', filterBefore: state.filter};

/** What cannot be understood is not kept: typing goes on. */
export const keepFilter: Change = state =>
	filterOf(state)?.mistake ? state : {...(state.mode === 'filter' && filterOf(state)?.text.trim() ? state : clearFilter(state)), mode: 'browse'};

export const cancelFilter: Change = state => isOfAgents(state)
	? {...state, mode: 'browse', agents: {...state.agents, filter: state.agents.filterBefore}}
	: {...state, mode: 'browse', filter: state.filterBefore};

/** Agents have a filter of their own; where the other one hides all iterations, that is the one in the way. */
export const clearFilter: Change = state => isOfAgents(state) && state.agents.filter
	? {...state, agents: {...state.agents, filter: undefined}}
	: {...state, filter: undefined};

/** Edits the text of the filter, and narrows at once by what can be understood. */
export const typeFilter = (edit: (text: string) => string): Change => state => isOfAgents(state)
	? {...state, agents: {...state.agents, filter: typedFilter(edit(state.agents.filter?.text ?? ''), parseAgentFilter), cursor: 0}}
	: {...state, filter: typedFilter(edit(state.filter?.text ?? ''), text => parseFilter(text, state.parameterNames)), detailTop: 0};
