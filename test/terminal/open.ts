import {afterEach, expect} from 'vitest';
import {openExplorer, type Explorer, type ExplorerOptions} from './driver.js';

const opened: Explorer[] = [];

afterEach(async () => {
	await Promise.all(opened.splice(0).map(async explorer => explorer.close()));
});

/** The bundled campaign. */
export const realCampaign = new URL('../../fixtures/test_case_1-incremental-it-1', import.meta.url).pathname;

/** Runs the built program on a folder; the test file ends it. */
export function open(folder: string, options: ExplorerOptions = {}): Explorer {
	const explorer = openExplorer({args: [folder], ...options});
	opened.push(explorer);
	return explorer;
}

/** The first line that has the text; empty where none has. */
export const lineWith = (explorer: Explorer, text: string | RegExp): string =>
	explorer.screen().find(line => typeof text === 'string' ? line.includes(text) : text.test(line)) ?? '';

/** The picture as it stands is the one that a full repaint gives. */
export async function expectSameAfterRepaint(explorer: Explorer): Promise<void> {
	await explorer.idle();
	const before = explorer.screen();
	explorer.press('Ctrl-L');
	await explorer.idle();
	expect(explorer.screen()).toEqual(before);
}
