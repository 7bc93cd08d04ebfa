import {itemAt} from '../../../system/lists.js';
import type {FoundCampaign} from '../../../campaign/files/parameters.js';
import type {Look} from '../../../reports/theme.js';
import {widest} from '../../../text/align.js';
import {formatBytes, formatCount} from '../../../text/numbers.js';
import {cutEnd, padEnd, padStart} from '../../../text/cells.js';
import {cleanText} from '../../../text/clean.js';
import {Lines} from '../../components/lines.js';
import type {Overlay, ViewProps, WindowSpec} from '../../definitions.js';
import {helpKey, quitKey} from '../../keys/common-keys.js';
import {bodyHeight, visibleRows} from '../../layout.js';
import type {State} from '../../state/state.js';
import {campaigns, moveChoice, openChoice} from './state.js';

const windowSpec = (state: State): WindowSpec => {
	const {found, cursor} = campaigns.get(state);
	return {cursor, count: found.length, height: bodyHeight(state.size) - 1};
};

/** Lists the campaigns in the given folder: name, iterations and size of params.json. */
function Chooser({state, width}: ViewProps) {
	const {look} = state;
	const {theme, glyphs} = look;
	const {found, cursor} = campaigns.get(state);
	const {first, end} = visibleRows(state, windowSpec(state));
	const rows = campaignRows(found, width, look).slice(first, end).map((row, index) => {
		const isSelected = first + index === cursor;
		const text = padEnd(cutEnd(`${isSelected ? '>' : ' '} ${row}`, width, glyphs.ellipsis), width);
		return isSelected ? theme.cursor(text) : text;
	});
	return <Lines lines={[theme.strong(`Campaigns here: ${cursor + 1}/${found.length}`), ...rows]}/>;
}

function campaignRows(found: readonly FoundCampaign[], width: number, {glyphs}: Look): readonly string[] {
	const counts = found.map(({iterations}) => `${formatCount(iterations, glyphs)} ${iterations === 1 ? 'iteration ' : 'iterations'}`);
	const sizes = found.map(({bytes}) => bytes === null ? 'no params.json' : `params.json ${formatBytes(bytes)}`);
	const [countWidth, sizeWidth] = [widest(counts), widest(sizes)];
	const nameWidth = Math.max(1, Math.min(widest(found.map(({name}) => cleanText(name))), width - countWidth - sizeWidth - 6));
	return found.map(({name}, index) =>
		`${padEnd(cutEnd(cleanText(name), nameWidth, glyphs.ellipsis), nameWidth)}  ${padStart(itemAt(counts, index), countWidth)}  ${padStart(itemAt(sizes, index), sizeWidth)}`);
}

/** Lets the user choose a campaign if the given folder contains several. */
export const campaignsOverlay: Overlay = {
	View: Chooser,
	hidesCampaign: true,
	window: windowSpec,
	keys: [
		{
			id: 'next-campaign', keys: ['down', 'j'], help: 'next campaign', group: 'Move', hint: 'choose', run: moveChoice(1),
		},
		{
			id: 'previous-campaign', keys: ['up', 'k'], help: 'previous campaign', group: 'Move', run: moveChoice(-1),
		},
		{
			id: 'first-campaign', keys: ['g', 'home'], help: 'first', group: 'Move', run: moveChoice(-Infinity),
		},
		{
			id: 'last-campaign', keys: ['G', 'end'], help: 'last', group: 'Move', run: moveChoice(Infinity),
		},
		{
			id: 'open-campaign', keys: ['enter', 'right', 'l'], help: 'open the campaign', group: 'Screens', hint: 'open', run: openChoice,
		},
		helpKey,
		quitKey,
	],
};
