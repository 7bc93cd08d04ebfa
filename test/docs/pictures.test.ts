import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {bundled, openOn} from '../terminal/explorer-helpers.js';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
/** The screenshots: code blocks without a language. */
const pictures = [...readme.matchAll(/^```\n(?<picture>[^`]*)\n```$/gmv)].map(({groups}) => groups?.picture ?? '');

test('the two screenshots in the README match the explorer at 80×24', async () => {
	const explorer = await openOn(bundled, '1/12');
	const shown = async () => {
		await explorer.idle();
		return explorer.screen().map(line => line.trimEnd()).join('\n').trimEnd();
	};

	expect(pictures).toHaveLength(2);
	explorer.press('j', 'j');
	await explorer.shows('3/12');
	expect(pictures[0]?.trimEnd()).toBe(await shown());
	explorer.press('Enter');
	await explorer.shows('share per decade');
	expect(pictures[1]?.trimEnd()).toBe(await shown());
});
