import type {Overlay} from '../definitions.js';
import {campaignsOverlay} from './campaigns/index.js';
import {exportOverlay} from './export.js';
import {filterOverlay} from './filter.js';
import {helpOverlay, searchOverlay} from './help/index.js';
import {pickerOverlay} from './picker/index.js';
import {pagerOverlay, pagerSearchOverlay} from './pager.js';

/** All overlays by name, as referenced in the state. */
export const overlays: Readonly<Record<string, Overlay>> = {
	campaigns: campaignsOverlay,
	export: exportOverlay,
	filter: filterOverlay,
	help: helpOverlay,
	picker: pickerOverlay,
	pager: pagerOverlay,
	pagerSearch: pagerSearchOverlay,
	search: searchOverlay,
};
