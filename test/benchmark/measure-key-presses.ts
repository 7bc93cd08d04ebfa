import {screens} from '../../source/ui/screens/screens.js';
import type {Measurement} from './budgets.js';
import {explorer} from './programs.js';
import {openRecordedTerminal, sleep, type RecordedTerminal} from './recorded-terminal.js';
import {runProgram} from './run-program.js';
import {quantile} from './statistics.js';
import type {Workshop} from './workshop.js';

// At most 30 frames a second are drawn: wait longer than that between two keys, so that none waits for the one before.
const betweenKeys = 70;
const noAnswer = 300;
const wanted = 200;
const mostPresses = 300;

/** Presses ↓ (↑ from the end on) on every screen of a campaign; time and bytes from the key to its frame. One pair of rows a screen. */
export async function measureKeyPresses({campaign}: {campaign: string}, workshop: Workshop): Promise<readonly Measurement[]> {
	await runProgram(explorer('table', campaign), workshop);
	const terminal = openRecordedTerminal(explorer(campaign), {columns: 200, rows: 50}, workshop);
	await terminal.quiet(1000);
	const measurements: Measurement[] = [];
	for (const [place, {title}] of screens.entries()) {
		terminal.press(String(place + 1));
		await terminal.quiet(500);
		measurements.push(...await measureScreen(terminal, title));
	}

	await terminal.close();
	return measurements;
}

async function measureScreen(terminal: RecordedTerminal, subject: string): Promise<readonly Measurement[]> {
	const answers: Answer[] = [];
	let key = 'Down';
	for (let presses = 0; presses < mostPresses && answers.length < wanted; presses++) {
		const answer = await pressOnce(terminal, key);
		if (answer) {
			answers.push(answer);
		} else {
			key = key === 'Down' ? 'Up' : 'Down';
		}
	}

	if (answers.length < wanted) {
		const failed = `only ${answers.length} frames for ${mostPresses} keys`;
		return [{budget: 'keyTime', subject, failed}, {budget: 'keyBytes', subject, failed}];
	}

	return [
		{budget: 'keyTime', subject, measured: quantile(answers.map(({milliseconds}) => milliseconds), 0.95)},
		{budget: 'keyBytes', subject, measured: quantile(answers.map(({bytes}) => bytes), 0.95)},
	];
}

type Answer = {readonly milliseconds: number; readonly bytes: number};

/** Undefined where the key changes nothing. */
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
