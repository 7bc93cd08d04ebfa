import {groupBy} from '../../system/group-by.js';
import type {Entry} from '../model/iteration.js';
import {campaignColumns, sweptParameters} from './campaign-columns.js';
import {settingText} from './column-text.js';

/** An entry of params.json before names are assigned. */
export type UnnamedEntry = Omit<Entry, 'label' | 'title'>;

/**
 * Assigns names to entries. Repeated ids are followed by their index to be unique; entries without an id are named by their index, in plots also
 * by the swept parameters.
 */
export function withNames(entries: readonly UnnamedEntry[]): readonly Entry[] {
	const byId = groupBy(entries, ({iterationId}) => iterationId);
	const hasNameless = byId.has(null);
	const swept = hasNameless ? sweptParameters(campaignColumns(entries)).filter(({isSwept}) => isSwept) : [];
	return entries.map(entry => {
		const {iterationId, index} = entry;
		if (iterationId !== null) {
			const label = (byId.get(iterationId)?.length ?? 0) > 1 ? `${iterationId} #${index}` : iterationId;
			return {...entry, label, title: label};
		}

		const settings = swept.map(({title, unit, parameter}) => settingText(title, parameter(entry), unit, {ascii: false}));
		return {...entry, label: `#${index}`, title: [`#${index}`, settings.join(', ')].filter(Boolean).join(' ')};
	});
}
