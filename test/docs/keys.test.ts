import {expect, test} from 'vitest';
import {bindingGroups, type Binding, type Overlay} from '../../source/ui/definitions.js';
import {keyLabels, ownKeys} from '../../source/ui/keys/bindings.js';
import {globalKeys, screenKeys} from '../../source/ui/keys/common-keys.js';
import {overlays} from '../../source/ui/overlays/overlays.js';
import {screens} from '../../source/ui/screens/screens.js';

const titles: Readonly<Record<string, string>> = {
	campaigns: 'List of campaigns',
	'chosen-query': 'Chosen query',
	'edit-query': 'Query editor',
	export: 'Export',
	filter: 'Filter',
	help: 'Help',
	'save-metric': 'Save a metric',
	picker: 'List to choose from',
	pager: 'Text in place of the screen',
	pagerSearch: 'Search in the text',
	search: 'Search in the help',
};

function titleOf(overlay: string): string {
	const title = titles[overlay];
	if (title === undefined) {
		throw new Error(`the overlay ${overlay} has no title in this test`);
	}

	return title;
}

/** A table of bindings: one row per id, with the keys of all its bindings. */
function tableOf(bindings: readonly Binding[]): readonly string[] {
	const rows = new Map<string, {readonly help: string; readonly keys: readonly string[]}>();
	for (const {id, help, keys} of bindings) {
		rows.set(id, {help: rows.get(id)?.help ?? help, keys: [...rows.get(id)?.keys ?? [], ...keys]});
	}

	return ['| keys | action |', '|---|---|', ...[...rows.values()].map(({help, keys}) => `| ${keyLabels(keys, false).replaceAll('|', String.raw`\|`)} | ${help.replaceAll('|', String.raw`\|`)} |`)];
}

/** The page `docs/keys.md`. Throws if an overlay has no title. */
function keysPage(): string {
	const ofScreens = Object.assign({}, ...screens.map(screen => screen.overlays)) as Readonly<Record<string, Overlay>>;
	const own = new Set(screens.flatMap(screen => ownKeys(screen).map(({id}) => id)));
	const common = [...screenKeys(screens, {}).filter(({id}) => !own.has(id)), ...globalKeys];
	return [
		'# Keys',
		'',
		'Generated from the definitions of the screens by `npx vitest run test/docs/keys.test.ts -u`.',
		'[Screens and keys](screens-and-keys.md) explains what the screens show.',
		'',
		'## On every screen',
		...bindingGroups.flatMap(group => ['', `### ${group}`, '', ...tableOf(common.filter(binding => binding.group === group))]),
		...screens.flatMap(screen => ['', `## ${screen.title}`, '', ...tableOf(ownKeys(screen))]),
		...Object.entries({...overlays, ...ofScreens}).flatMap(([name, {keys}]) => ['', `## ${titleOf(name)}`, '', ...tableOf(keys)]),
		...screens.flatMap(({title, inspectKeys}) => inspectKeys ? ['', `## Text of \`i\` on ${title}`, '', ...tableOf(inspectKeys)] : []),
		'',
	].join('\n');
}

test('the page of keys is generated from the definitions', async () => {
	await expect(keysPage()).toMatchFileSnapshot('../../docs/keys.md');
});
