import type {Measurement} from './budgets.js';
import {bareNode, explorer} from './programs.js';
import {
	openRecordedTerminal, picturesOf, type Pictures, type TerminalSize,
} from './recorded-terminal.js';
import {runProgram} from './run-program.js';
import {median} from './statistics.js';
import type {Workshop} from './workshop.js';

export const size: TerminalSize = {columns: 200, rows: 50};
// The header's two lines and the footer's two tell of things that go on; the list and the detail stand between them.
const bodyStart = 2;
const bodyEnd = size.rows - 3;
// Loading goes on in steps; this is longer than any of them.
export const restMilliseconds = 500;
const maxMilliseconds = 10_000;

/** Times from the start of the program to the first picture with as many rows as that of the program at rest, in turn with a Node that does nothing. */
export async function measureFirstFrame(
	{campaign, subject, rounds}: {campaign: string; subject: string; rounds: number},
	workshop: Workshop,
): Promise<readonly Measurement[]> {
	await runProgram(explorer('table', campaign), workshop);
	const peer: number[] = [];
	const frames: number[] = [];
	for (let round = 0; round < rounds; round++) {
		peer.push((await runProgram(bareNode, workshop)).milliseconds);
		frames.push(await firstFrame(campaign, workshop));
	}

	return [{
		budget: 'firstFrame', subject, measured: median(frames), peer: median(peer),
	}];
}

async function firstFrame(campaign: string, workshop: Workshop): Promise<number> {
	const terminal = openRecordedTerminal(explorer(campaign), size, workshop);
	const {startedAt} = terminal.recording();
	let pictures: Pictures = [];
	// On a busy machine the list itself can take longer than a rest.
	while (!bodyOf(pictures.at(-1)).includes('A-1')) {
		if (performance.now() > startedAt + maxMilliseconds) {
			throw new Error(`the explorer shows no list of iterations:\n${pictures.at(-1)?.lines.join('\n') ?? 'nothing'}`);
		}

		await terminal.quiet(restMilliseconds);
		pictures = await picturesOf(terminal.recording(), size);
	}

	await terminal.close();
	// A list that is still being read has all its rows in sight before its columns have their last widths.
	const atRest = rowsOf(pictures.at(-1));
	const first = pictures.find(picture => rowsOf(picture) >= atRest);
	return (first?.at ?? Number.NaN) - startedAt;
}

/** Lines of a picture's body that are not blank. */
const rowsOf = (picture: Pictures[number] | undefined): number => bodyOf(picture).split('\n').filter(line => line.trim() !== '').length;

/** What stands between a picture's header and its footer. */
export const bodyOf = (picture: Pictures[number] | undefined): string => picture?.lines.slice(bodyStart, bodyEnd).join('\n') ?? '';
