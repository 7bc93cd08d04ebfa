import type {Change} from './state.js';

export const openHelp: Change = state => ({...state, mode: 'help', help: {query: '', top: 0, from: state.mode}});
export const typeSearch = (edit: (text: string) => string): Change => state =>
	({...state, help: {...state.help, query: edit(state.help.query), top: 0}});
export const clearSearch: Change = state => ({...state, mode: 'help', help: {...state.help, query: '', top: 0}});

/** One step out of the help: first out of the search, then back to where it was asked for. */
export const leaveHelp: Change = state => state.help.query === '' ? {...state, mode: state.help.from} : clearSearch(state);
