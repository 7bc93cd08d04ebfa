import {primarySide} from '../../campaign/model/iteration.js';
import {selectedIteration, sideOf} from './selectors.js';
import type {
	Change, LatencyView, Message, Mode, ScreenId, State,
} from './state.js';

export const resize = (size: State['size']): Change => state => ({...state, size});
export const show = (screen: ScreenId): Change => state => ({...state, screen, mode: 'browse'});
export const setMode = (mode: Mode): Change => state => ({...state, mode});

/** Shows the other side; back from it each iteration is shown by its primary side. */
export const nextSide: Change = state => {
	const selected = selectedIteration(state);
	const other = selected && sideOf(state, selected) === 'clients' ? 'servers' : 'clients';
	return {...state, side: selected && other === primarySide(selected) ? 'auto' : other, detailTop: 0};
};

const latencyViews: readonly LatencyView[] = ['distribution', 'compare', 'boxes', 'heatmap', 'multiples'];
export const nextView: Change = state =>
	({...state, latencyView: latencyViews[(latencyViews.indexOf(state.latencyView) + 1) % latencyViews.length] ?? 'distribution'});
export const showDistribution: Change = state => ({...state, latencyView: 'distribution'});
export const toggleLog: Change = state => ({...state, logCounts: !state.logCounts});

/** Shows a message: an error is kept beside earlier errors, an info replaces the one before. */
export const notify = (message: Message): Change => state => ({
	...state,
	messages: [...state.messages.filter(({kind, text}) => kind === 'error' && text !== message.text), message],
});
/** Takes away the message that is shown: the last. */
export const dismiss: Change = state => ({...state, messages: state.messages.slice(0, -1)});
/** Removes info messages; errors stay. */
export const clearNotice: Change = state => ({...state, messages: state.messages.filter(({kind}) => kind === 'error')});
