import type {Measurement} from './budgets.js';
import {explorer} from './programs.js';
import {
	openRecordedTerminal, picturesOf, sleep, type RecordedTerminal,
} from './recorded-terminal.js';
import {runProgram} from './run-program.js';
import {quantile} from './statistics.js';
import type {Workspace} from './workspace.js';

// At most 30 frames a second are drawn: with longer pauses no frame waits for the previous one.
const betweenKeys = 70;
const noAnswer = 300;
const size = {columns: 200, rows: 50};
const keyPresses = 200;
const maxPresses = 300;

/** Presses ↓ (↑ from the end on) on every screen of a campaign; measures time and bytes from the key to its frame. Two measurements per screen. */
export async function measureKeyPresses({campaign}: {campaign: string}, workspace: Workspace): Promise<readonly Measurement[]> {
	await runProgram(explorer('table', campaign), workspace);
	const terminal = openRecordedTerminal(explorer(campaign), size, workspace);
	await terminal.quiet(1000);
	const measurements: Measurement[] = [];
	const picture = (await picturesOf(terminal.recording(), size)).at(-1)?.lines ?? [];
	for (const {key, title} of tabsOf(picture)) {
		terminal.press(key);
		await terminal.quiet(500);
		measurements.push(...await measureScreen(terminal, title));
	}

	await terminal.close();
	return measurements;
}

/** The tabs as shown in the header, so that new screens are measured too. */
function tabsOf(lines: readonly string[]): ReadonlyArray<{readonly key: string; readonly title: string}> {
	const tabs = [...lines.slice(0, 2).join('\n').matchAll(/ (?<key>[1-9]) (?<title>\p{Lu}\p{L}+)/gv)];
	if (tabs.length === 0) {
		throw new Error(`the explorer shows no tabs:\n${lines.join('\n')}`);
	}

	return tabs.map(({groups}) => ({key: groups?.key ?? '', title: groups?.title ?? ''}));
}

/** Presses ↓ (↑ from the end on) on the current screen. */
export async function measureScreen(terminal: RecordedTerminal, subject: string): Promise<readonly Measurement[]> {
	const answers: Answer[] = [];
	let key = 'Down';
	for (let presses = 0; presses < maxPresses && answers.length < keyPresses; presses++) {
		const answer = await pressOnce(terminal, key);
		if (answer) {
			answers.push(answer);
		} else {
			key = key === 'Down' ? 'Up' : 'Down';
		}
	}

	if (answers.length < keyPresses) {
		const failed = `only ${answers.length} frames for ${maxPresses} keys`;
		return [{budget: 'keyTime', subject, failed}, {budget: 'keyBytes', subject, failed}];
	}

	return [
		{budget: 'keyTime', subject, measured: quantile(answers.map(({milliseconds}) => milliseconds), 0.95)},
		{budget: 'keyBytes', subject, measured: quantile(answers.map(({bytes}) => bytes), 0.95)},
	];
}

type Answer = {readonly milliseconds: number; readonly bytes: number};

/** Undefined if the key changes nothing. */
async function pressOnce(terminal: RecordedTerminal, key: string): Promise<Answer | undefined> {
	const {frames, bytes} = terminal.recording();
	const known = frames.length;
	const pressedAt = terminal.press(key);
	while (frames.length === known && performance.now() < pressedAt + noAnswer) {
		await sleep(5);
	}

	await sleep(betweenKeys);
	await terminal.quiet(betweenKeys);
	const at = frames[known];
	return at === undefined ? undefined : {milliseconds: at - pressedAt, bytes: terminal.recording().bytes - bytes};
}
