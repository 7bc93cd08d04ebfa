import {expect, test} from 'vitest';
import {bindingGroups, type Binding, type Overlay} from '../../source/ui/definitions.js';
import {keyLabels, ownKeys} from '../../source/ui/keys/bindings.js';
import {globalKeys, screenKeys} from '../../source/ui/keys/common-keys.js';
import {overlays} from '../../source/ui/overlays/overlays.js';
import {screens} from '../../source/ui/screens/screens.js';

const titles: Readonly<Record<string, string>> = {
	campaigns: 'Choice of a campaign',
	'chosen-query': 'Query that was chosen',
	'edit-query': 'Query that is typed',
	export: 'Name of an export',
	filter: 'Filter',
	help: 'Help',
	'save-metric': 'Name of a metric to save',
	picker: 'List to choose from',
	reading: 'Text to read',
	search: 'Search in the help',
};

/** A table of bindings, one line each, with all the keys of those of one name. */
function tableOf(bindings: readonly Binding[]): readonly string[] {
	const rows = new Map<string, {readonly help: string; readonly keys: readonly string[]}>();
	for (const {id, help, keys} of bindings) {
		rows.set(id, {help: rows.get(id)?.help ?? help, keys: [...rows.get(id)?.keys ?? [], ...keys]});
	}

	return ['| keys | what they do |', '|---|---|', ...[...rows.values()].map(({help, keys}) => `| ${keyLabels(keys, false).replaceAll('|', String.raw`\|`)} | ${help.replaceAll('|', String.raw`\|`)} |`)];
}

/** The page of all keys. */
function keysPage(): string {
	const ofScreens = Object.assign({}, ...screens.map(screen => screen.overlays)) as Readonly<Record<string, Overlay>>;
	const own = new Set(screens.flatMap(screen => ownKeys(screen).map(({id}) => id)));
	const common = [...screenKeys(screens, {}).filter(({id}) => !own.has(id)), ...globalKeys];
	return [
		'# Keys',
		'',
		'Printed from the definitions of the screens: `npx vitest run test/docs/keys.test.ts -u` writes it anew.',
		'What the pictures show is in [screens and keys](screens-and-keys.md).',
		'',
		'## On every screen',
		...bindingGroups.flatMap(group => ['', `### ${group}`, '', ...tableOf(common.filter(binding => binding.group === group))]),
		...screens.flatMap(screen => ['', `## ${screen.title}`, '', ...tableOf(ownKeys(screen))]),
		...Object.entries({...overlays, ...ofScreens}).flatMap(([name, {keys}]) => ['', `## ${titles[name] ?? name}`, '', ...tableOf(keys)]),
		...screens.flatMap(({title, inspectKeys}) => inspectKeys ? ['', `## Text of \`i\` on ${title}`, '', ...tableOf(inspectKeys)] : []),
		'',
	].join('\n');
}

test('the page of keys is generated from the definitions', async () => {
	await expect(keysPage()).toMatchFileSnapshot('../../docs/keys.md');
});
