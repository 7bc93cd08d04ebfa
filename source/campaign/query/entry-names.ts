import {groupBy} from '../../system/lists.js';
import type {Entry} from '../model/iteration.js';
import {campaignColumns, sweptParameters} from './campaign-columns.js';
import {formatSetting} from './column-text.js';

/** An entry of params.json before names are assigned. */
export type UnnamedEntry = Omit<Entry, 'label' | 'title'>;

/**
 * Assigns names to entries. Repeated ids are followed by their index to be unique; entries without an id are named by their index, in plots also
 * by the swept parameters.
 */
export function withNames(entries: readonly UnnamedEntry[]): readonly Entry[] {
	const byId = groupBy(entries, ({iterationId}) => iterationId);
	const settingsOf = byId.has(null) ? sweptSettings(entries) : () => [];
	return entries.map(entry => {
		const {iterationId, index} = entry;
		if (iterationId !== null) {
			const label = (byId.get(iterationId)?.length ?? 0) > 1 ? `${iterationId} #${index}` : iterationId;
			return {...entry, label, title: label};
		}

		return {...entry, label: `#${index}`, title: [`#${index}`, settingsOf(entry).join(', ')].filter(Boolean).join(' ')};
	});
}

/** For an entry among these, the parameters that were swept as texts: `delay 10 ms`. */
export function sweptSettings(entries: ReadonlyArray<Pick<Entry, 'parameters'>>): (entry: Pick<Entry, 'parameters'>) => readonly string[] {
	const swept = sweptParameters(campaignColumns(entries)).filter(({isSwept}) => isSwept);
	return entry => swept.map(({title, unit, parameter}) => formatSetting(title, parameter(entry), unit, {ascii: false}));
}
