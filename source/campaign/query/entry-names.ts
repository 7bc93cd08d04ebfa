import {groupBy} from '../../system/group-by.js';
import type {Entry} from '../model/iteration.js';
import {campaignColumns, sweptParameters} from './campaign-columns.js';
import {settingText} from './column-text.js';

/** An entry of params.json that nobody has named yet. */
export type UnnamedEntry = Omit<Entry, 'label' | 'title'>;

/**
 * The entries with their names. An id that occurs again has its index behind it, so that no two are called the same; without an id an
 * entry is called by its index, in pictures by the parameters that were swept, too.
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
