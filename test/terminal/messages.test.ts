import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {campaignOf, entry} from '../campaign-builder.js';
import {openOn} from './explorer-helpers.js';

test('a message that does not fit is truncated; Enter shows all of it, Esc returns, x dismisses it', async () => {
	const folder = campaignOf([entry('A-0')]);
	const explorer = await openOn(folder, '1/1');
	writeFileSync(path.join(folder, 'params.json'), '{');
	explorer.press('r');
	await explorer.shows(/^! .*…$/mv, 15_000);
	expect(explorer.screen().at(-1)).toContain('Enter whole message');
	explorer.press('Enter');
	await explorer.shows('Messages');
	await explorer.shows(/r tries\s+again/v);
	explorer.press('Escape');
	await explorer.shows('messages ok');
	explorer.press('x');
	await explorer.idle();
	expect(explorer.screen().join('\n')).not.toContain('not JSON');
	explorer.press('Enter');
	await explorer.shows('p99.9');
}, 30_000);
