import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {
	agent, campaignOf, entry, logFile, logOf, writeFiles,
} from '../campaign-builder.js';
import {runProgram} from '../program.js';

const attacks: Readonly<Record<string, string>> = {
	'a colour': '\u{1B}[31mred',
	'a screen that is cleared': '\u{1B}[2J\u{1B}[H',
	'the clipboard': '\u{1B}]52;c;ZXZpbA==\u{7}',
	'a title without end': '\u{1B}]0;evil',
	'a DCS': '\u{1B}Pq#0;2;0;0;0\u{1B}\\',
	'8-bit controls': '\u{9B}31m\u{9D}0;evil\u{9C}\u{90}x\u{9C}',
	'bells and returns': 'a\u{7}\rb\u{8}\u{0}\u{7F}',
	'a new line': 'a\nskipped B-0: not really',
	'text from right to left': '\u{202E}live\u{2066}\u{2069}\u{61C}',
	'what has no width': '\u{200B}\u{200D}\u{FEFF}\u{2028}\u{2029}',
};

const all = Object.values(attacks).filter(text => !text.endsWith('evil')).join('|') + attacks['a title without end'];
const forbidden = /[\0-\u{9}\u{B}-\u{1F}\u{7F}-\u{9F}\u{61C}\u{200B}-\u{200F}\u{2028}-\u{202E}\u{2066}-\u{2069}\u{FEFF}]/v;

/** A campaign with the attack in every text: parameters, keys, names and errors; all iterations but one are skipped with it in the reason. */
function campaignFull(text: string): string {
	const log = logOf({[text]: agent({msgs_fail: 1, errors: {[text]: 1}})}, {[text]: agent()});
	const ids = {
		iteration_id: text, driver: text, call_type: text, [text]: text,
	};
	const location = `c${text.replaceAll(/[\0\/]/gv, '').slice(0, 60)}`;
	const outer = writeFiles({
		[`${location}/params.json`]: JSON.stringify([
			entry('A-0', ids), entry('A-1', ids), entry('A-2', ids), entry('A-3', {...ids, backup_dir: text}), entry('A-4', {...ids, backup_dir: `../${text}`}),
		]),
		[`${location}/${logFile('A-0')}`]: log,
		[`${location}/${logFile('A-1')}`]: logOf({[text]: 5}, {}),
		[`${location}/${logFile('A-2')}`]: logOf({c: agent({errors: {[text]: 'x'}})}, {}),
	});
	return path.join(outer, location);
}

describe('control characters of a campaign never reach the terminal', () => {
	test.each([...Object.entries(attacks), ['all of them', all]])('%s', async (_, text) => {
		const folder = campaignFull(text);
		const uses = [
			['table'],
			['table', '--format', 'markdown'],
			['latency'],
			['latency', '--iteration', text],
			['trend'],
			['table', `--filter=${text}`],
			['table', `--sort=${text}`],
			['trend', `--call-type=${text}x`],
			['table', '--nosuch'],
		];
		for (const [command = '', ...flags] of uses) {
			const {stdout, stderr} = await runProgram([command, folder, ...flags].map(word => word.replaceAll('\0', '')));
			expect(stdout, command).not.toMatch(forbidden);
			expect(stderr, command).not.toMatch(forbidden);
			expect(stderr, command).not.toMatch(/^skipped B-0/mv);
			expect(stderr, command).not.toBe('');
		}
	});
});

test('JSON and CSV preserve text; JSON escapes control characters', async () => {
	const folder = campaignOf([entry('A-0', {driver: all})]);
	const json = await runProgram(['table', folder, '--format', 'json']);
	expect(JSON.parse(json.stdout)).toMatchObject([{driver: all}]);
	expect(json.stdout).not.toMatch(/[\0-\u{9}\u{B}-\u{1F}]/v);
	expect((await runProgram(['table', folder, '--format', 'csv'])).stdout).toContain(`"${all}"`);
});

test('a name of 200 columns, wide characters, emoji and combining marks keep the table aligned', async () => {
	const names = ['x'.repeat(200), '漢字', '👍🏽', 'e\u{301}', ''];
	const folder = campaignOf(names.map((driver, position) => entry(`A-${position}`, {driver})));
	const {stdout} = await runProgram(['table', folder]);
	const [head = '', , ...rows] = stdout.split('\n');
	const position = head.indexOf('iteration_id');
	expect(position).toBeGreaterThan(200);
	// Wide characters take two cells each, combining marks none: the same column is at another character index.
	expect(rows.slice(0, 5).map((row, index) => row.indexOf(`A-${index}`))).toEqual([position, position - 2, position + 2, position + 1, position]);
});

test('--ascii, or a locale other than UTF-8, prints no byte above 0x7E: ? replaces unsupported characters, and columns stay aligned', async () => {
	const folder = campaignOf([entry('A-0', {driver: '漢字👍🏽é'}), entry('Ä-1', {driver: 'broker'})], {'Ä-1/host_controller-0.log': logOf({}, {})});
	for (const [command, ...flags] of [['table'], ['table', '--format', 'markdown'], ['latency'], ['trend'], ['table', '--filter=é=1']] as const) {
		const {stdout, stderr} = await runProgram([command, folder, ...flags, '--ascii']);
		expect(stdout + stderr, command).toMatch(/^[\n\u{20}-\u{7E}]+$/v);
	}

	const {stdout} = await runProgram(['table', folder], {env: {LC_ALL: 'C'}});
	const [head = '', , first = '', second = ''] = stdout.split('\n');
	const position = head.indexOf('iteration_id');
	expect([first.slice(position - 10, position + 3), second.slice(position - 10, position + 3)]).toEqual([
		'????    A-0'.padStart(13),
		'broker  ?-1'.padStart(13),
	]);
});
