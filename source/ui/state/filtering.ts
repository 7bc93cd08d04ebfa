import {parseAgentFilter} from '../../campaign/agents/filter-agents.js';
import {parseFilter} from '../../campaign/filter.js';
import type {Change, Filter, State} from './state.js';
import {typedFilter} from './typed-filter.js';

const isOfAgents = ({screen}: State): boolean => screen === 'agents';

/** The filter of the rows on screen: agents have one of their own. */
export const filterOf = (state: State): Filter<never> | undefined => isOfAgents(state) ? state.agents.filter : state.filter;

export const openFilter: Change = state => isOfAgents(state)
	? {...state, mode: 'filter', agents: {...state.agents, filterBefore: state.agents.filter, view: 'list'}}
	: {...state, mode: 'filter', filterBefore: state.filter};

export const keepFilter: Change = state => ({...state.mode === 'filter' && filterOf(state)?.text.trim() ? state : clearFilter(state), mode: 'browse'});

export const cancelFilter: Change = state => isOfAgents(state)
	? {...state, mode: 'browse', agents: {...state.agents, filter: state.agents.filterBefore}}
	: {...state, mode: 'browse', filter: state.filterBefore};

export const clearFilter: Change = state => isOfAgents(state)
	? {...state, agents: {...state.agents, filter: undefined}}
	: {...state, filter: undefined};

/** Edits the text of the filter, and narrows at once by what can be understood. */
export const typeFilter = (edit: (text: string) => string): Change => state => isOfAgents(state)
	? {...state, agents: {...state.agents, filter: typedFilter(edit(state.agents.filter?.text ?? ''), parseAgentFilter), cursor: 0}}
	: {...state, filter: typedFilter(edit(state.filter?.text ?? ''), text => parseFilter(text, state.parameterNames)), detailTop: 0};
