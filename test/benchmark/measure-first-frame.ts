import type {Measurement} from './budgets.js';
import {bareNode, explorer} from './programs.js';
import {
	openRecordedTerminal, picturesOf, type Pictures, type TerminalSize,
} from './recorded-terminal.js';
import {runProgram} from './run-program.js';
import {median} from './statistics.js';
import type {Workspace} from './workspace.js';

export const size: TerminalSize = {columns: 200, rows: 50};
// The two header lines and the two footer lines show work in progress; list and detail are in between.
const bodyStart = 2;
const bodyEnd = size.rows - 3;
// Longer than any step of loading.
export const restMilliseconds = 500;
const maxMilliseconds = 10_000;

/** Times from the start of the program to the first frame with as many rows as its final one, alternating with an idle Node. */
export async function measureFirstFrame(
	{campaign, subject, rounds}: {campaign: string; subject: string; rounds: number},
	workspace: Workspace,
): Promise<readonly Measurement[]> {
	await runProgram(explorer('table', campaign), workspace);
	const peer: number[] = [];
	const frames: number[] = [];
	for (let round = 0; round < rounds; round++) {
		peer.push((await runProgram(bareNode, workspace)).milliseconds);
		frames.push(await firstFrame(campaign, workspace));
	}

	return [{
		budget: 'firstFrame', subject, measured: median(frames), peer: median(peer),
	}];
}

async function firstFrame(campaign: string, workspace: Workspace): Promise<number> {
	const terminal = openRecordedTerminal(explorer(campaign), size, workspace);
	const {startedAt} = terminal.recording();
	let pictures: Pictures = [];
	// On a busy machine even the list may take longer than this.
	while (!bodyOf(pictures.at(-1)).includes('A-1')) {
		if (performance.now() > startedAt + maxMilliseconds) {
			throw new Error(`the explorer shows no list of iterations:\n${pictures.at(-1)?.lines.join('\n') ?? 'nothing'}`);
		}

		await terminal.quiet(restMilliseconds);
		pictures = await picturesOf(terminal.recording(), size);
	}

	await terminal.close();
	// All rows of a list are visible before its columns have their final widths.
	const atRest = rowsOf(pictures.at(-1));
	const first = pictures.find(picture => rowsOf(picture) >= atRest);
	return (first?.at ?? Number.NaN) - startedAt;
}

/** The non-blank lines between header and footer. */
const rowsOf = (picture: Pictures[number] | undefined): number => bodyOf(picture).split('\n').filter(line => line.trim() !== '').length;

/** The lines between header and footer. */
export const bodyOf = (picture: Pictures[number] | undefined): string => picture?.lines.slice(bodyStart, bodyEnd).join('\n') ?? '';
