import {
	mkdirSync, rmSync, symlinkSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {
	agent, campaignOf, entry, goodLog, latency, logFile, logOf, newFolder, writeFiles,
} from '../campaign-builder.js';

/*
Campaigns without any usable iteration, and the messages about them.
*/

type BadInput = {
	readonly title: string;
	/** Creates the folder that is given as CAMPAIGN. */
	readonly make: () => string;
	/** Standard error as a whole, with CAMPAIGN in place of the folder. */
	readonly says: string;
};

const nothing = (reason: string): string => `skipped A-0: ${reason}\nombt-explorer: CAMPAIGN: 0 of 1 iterations are usable; the reasons are above\n`;
const name = path.basename(logFile('A-0'));
const withLog = (log: string | Uint8Array) => () => campaignOf([entry('A-0')], {[logFile('A-0')]: log});
const withClient = (client: unknown) => withLog(logOf({c: client}, {s: agent()}));
const withParameters = (text: string | Uint8Array) => () => writeFiles({'params.json': text});
const withEntry = (changes: Readonly<Record<string, unknown>>) => () => writeFiles({'params.json': JSON.stringify([entry('A-0', changes)])});
const withoutLog = (change: (folder: string) => void) => () => {
	const folder = campaignOf([entry('A-0')]);
	rmSync(path.join(folder, logFile('A-0')));
	change(folder);
	return folder;
};

export const noCampaign: readonly BadInput[] = [
	{
		title: 'an absent folder',
		make: () => path.join(newFolder(), 'nosuch'),
		says: 'ombt-explorer: CAMPAIGN: no such folder; give the folder that holds params.json\n',
	},
	{
		title: 'a file in place of the folder',
		make() {
			const file = path.join(newFolder(), 'file');
			writeFileSync(file, '');
			return file;
		},
		says: 'ombt-explorer: CAMPAIGN: not a folder; give the folder that holds params.json, not a file\n',
	},
	{
		title: 'a folder without params.json',
		make: () => newFolder(),
		says: 'ombt-explorer: CAMPAIGN: no params.json in this folder; give the folder that holds params.json\n',
	},
	{
		title: 'an empty params.json',
		make: withParameters(''),
		says: 'ombt-explorer: CAMPAIGN/params.json: not JSON at byte 0; it is empty: has an iteration finished yet?\n',
	},
	{
		title: 'a params.json that is half written',
		make: withParameters('[{"driver": "bro'),
		says: 'ombt-explorer: CAMPAIGN/params.json: not JSON at byte 16; a running campaign rewrites it: try again, or restore it\n',
	},
	{
		title: 'a params.json that is no list',
		make: withParameters('{"driver": "broker"}'),
		says: 'ombt-explorer: CAMPAIGN/params.json: not a list of iterations; give the folder that ombt-orchestrator wrote\n',
	},
	{
		title: 'a params.json without iterations',
		make: withParameters('[]'),
		says: 'ombt-explorer: CAMPAIGN/params.json: no iteration yet; ombt-orchestrator adds one when it ends\n',
	},
	{
		title: 'a params.json of numbers',
		make: withParameters('[5]'),
		says: 'skipped #1: params.json entry 1: not an object with parameters\nombt-explorer: CAMPAIGN: 0 of 1 iterations are usable; the reasons are above\n',
	},
	{
		title: 'a params.json that is a folder',
		make: () => writeFiles({'params.json/': ''}),
		says: 'ombt-explorer: CAMPAIGN/params.json: a folder, not a file; params.json must be a file\n',
	},
	{
		title: 'a params.json that is a device, not a file',
		make() {
			const folder = newFolder();
			symlinkSync('/dev/zero', path.join(folder, 'params.json'));
			return folder;
		},
		says: 'ombt-explorer: CAMPAIGN/params.json: not a plain file; params.json must be a file\n',
	},
	{
		title: 'a params.json that is a dangling link',
		make() {
			const folder = newFolder();
			symlinkSync('nosuch', path.join(folder, 'params.json'));
			return folder;
		},
		says: 'ombt-explorer: CAMPAIGN: no params.json in this folder; give the folder that holds params.json\n',
	},
	{
		title: 'a params.json in Latin-1',
		make: withParameters(Buffer.from('[{"driver": "né"}]', 'latin1')),
		says: 'ombt-explorer: CAMPAIGN/params.json: not UTF-8 text; restore it as ombt-orchestrator wrote it\n',
	},
	{
		title: 'a mistake behind a byte order mark (3 bytes) and é (2 bytes)',
		make: withParameters('\u{FEFF}[{"é": x}]'),
		says: 'ombt-explorer: CAMPAIGN/params.json: not JSON at byte 11; a running campaign rewrites it: try again, or restore it\n',
	},
];

export const noFolder: readonly BadInput[] = [
	{title: 'no backup_dir', make: withEntry({backup_dir: undefined}), says: nothing('params.json entry 1: no backup_dir, so its folder is unknown')},
	{title: 'an absent iteration folder', make: withEntry({}), says: nothing('A-0: absent folder')},
	{
		title: 'a file in place of the iteration’s folder',
		make: () => writeFiles({'params.json': JSON.stringify([entry('A-0')]), 'A-0': ''}),
		says: nothing('A-0: not a folder'),
	},
	{
		title: 'a backup_dir above the campaign',
		make: withEntry({backup_dir: '../A-0'}),
		says: nothing('params.json entry 1: backup_dir ../A-0 leads out of the campaign'),
	},
	{
		title: 'an absolute backup_dir',
		make: withEntry({backup_dir: '/etc'}),
		says: nothing('params.json entry 1: backup_dir /etc leads out of the campaign'),
	},
	{title: 'no controller log', make: withoutLog(() => {}), says: nothing('A-0: no controller log')},
	{
		title: 'only the controller’s console',
		make: withoutLog(folder => {
			writeFileSync(path.join(folder, 'A-0/host_controller-0_docker.log'), goodLog);
		}),
		says: nothing('A-0: no controller log'),
	},
	{
		title: 'a log that is a folder',
		make: withoutLog(folder => {
			mkdirSync(path.join(folder, logFile('A-0')));
		}),
		says: nothing(`${name}: a folder, not a log`),
	},
	{
		title: 'a log that is a dangling link',
		make: withoutLog(folder => {
			symlinkSync('nosuch', path.join(folder, logFile('A-0')));
		}),
		says: nothing(`${name}: cannot be opened`),
	},
	{
		title: 'a log that is a device, not a file',
		make: withoutLog(folder => {
			symlinkSync('/dev/zero', path.join(folder, logFile('A-0')));
		}),
		says: nothing(`${name}: not a plain file`),
	},
];

const clients = '{"c": {}}';
export const badLogs: readonly BadInput[] = [
	{title: 'an empty log', make: withLog(''), says: nothing(`${name}: empty log`)},
	{title: 'a log of blanks', make: withLog(' \n\n'), says: nothing(`${name}: empty log`)},
	{title: 'a log of one line', make: withLog(`${JSON.stringify({c: agent()})}\n`), says: nothing(`${name}: second line missing`)},
	{title: 'a first line that is cut off', make: withLog('{"c": {"msgs_ok": 5'), says: nothing(`${name}: not JSON at byte 19`)},
	{
		title: 'a mistake at byte 11 of line 1, behind é and 漢 (2 and 3 bytes)',
		make: withLog('{"é漢": {]\n{}\n'),
		says: nothing(`${name}: not JSON at byte 11`),
	},
	{
		title: 'a mistake in line 2, by its byte in the file',
		make: withLog(`${JSON.stringify({é: agent()})}\n{"s": x}\n`),
		says: nothing(`${name}: not JSON at byte ${Buffer.byteLength(JSON.stringify({é: agent()})) + 1 + 6}`),
	},
	{title: 'a first line that is a list', make: withLog('[]\n{}\n'), says: nothing(`${name}: line 1 is not an object of agents`)},
	{
		title: 'a second line that is a number',
		make: withLog(`${JSON.stringify({c: agent()})}\n5\n`),
		says: nothing(`${name}: line 2 is not an object of agents`),
	},
	{title: 'an agent that is a number', make: withClient(5), says: nothing(`${name}: agent c is not an object`)},
	{title: 'an agent without msgs_ok', make: withLog(`${clients}\n{}\n`), says: nothing(`${name}: agent c: msgs_ok is missing`)},
	{title: 'msgs_ok that is null', make: withClient(agent({msgs_ok: null})), says: nothing(`${name}: agent c: msgs_ok is not a number`)},
	{title: 'an agent without latency', make: withClient(agent({latency: undefined})), says: nothing(`${name}: agent c: latency is missing`)},
	{title: 'a latency that is a list', make: withClient(agent({latency: []})), says: nothing(`${name}: agent c: latency is not an object`)},
	{
		title: 'a latency.count that is text',
		make: withClient(agent({latency: latency({count: '5'})})),
		says: nothing(`${name}: agent c: latency.count is not a number`),
	},
	{
		title: 'a start_time that is text',
		make: withClient(agent({start_time: '1000'})),
		says: nothing(`${name}: agent c: start_time is not a number`),
	},
	{title: 'a NaN that counts', make: withLog(logOf({c: agent()}, {s: agent()}).replace('"msgs_ok":5', '"msgs_ok":NaN')), says: nothing(`${name}: agent c: msgs_ok is not a number`)},
	{
		title: 'a decade that is no power',
		make: withClient(agent({latency: latency({distribution: {x: []}})})),
		says: nothing(`${name}: agent c: latency.distribution has the key x, which is not a power of ten`),
	},
	{
		title: 'a decade of 9 counts',
		make: withClient(agent({latency: latency({distribution: {0: [1, 2, 3, 4, 5, 6, 7, 8, 9]}})})),
		says: nothing(`${name}: agent c: latency.distribution.0 is not a list of 10 numbers`),
	},
	{
		title: 'a decade of 11 counts',
		make: withClient(agent({latency: latency({distribution: {0: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]}})})),
		says: nothing(`${name}: agent c: latency.distribution.0 is not a list of 10 numbers`),
	},
	{
		title: 'a count of a decade that is text',
		make: withClient(agent({latency: latency({distribution: {2: [0, 1, 2, '3', 4, 5, 6, 7, 8, 9]}})})),
		says: nothing(`${name}: agent c: latency.distribution.2 is not a list of 10 numbers`),
	},
	{title: 'errors that are a list', make: withClient(agent({errors: ['timeout']})), says: nothing(`${name}: agent c: errors is not an object`)},
	{
		title: 'an error without a count',
		make: withClient(agent({errors: {timeout: null}})),
		says: nothing(`${name}: agent c: count of error timeout is not a number`),
	},
	{title: 'a log in Latin-1', make: withLog(Buffer.from('{"é": {}}\n{}\n', 'latin1')), says: nothing(`${name}: not UTF-8 text`)},
];
