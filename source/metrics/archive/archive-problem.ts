import {CampaignError, codeOf, messageOf} from '../../system/errors.js';

const again = 'copy it again from where the campaign ran';
const refused = 'nothing of it was unpacked; make it anew from data, meta and wal alone';
const unpackYourself = 'if you trust it, unpack it beside itself: a folder influxdb-data is taken as well';

/** What can be wrong with an archive, and what to do about it. */
const problems = {
	empty: ['empty', again],
	notGzip: ['not compressed with gzip', `${again}, or name it influxdb-data.tar if it is not compressed`],
	gzip: ['compressed with gzip', 'name it influxdb-data.tar.gz'],
	notTar: ['no tar archive', again],
	truncated: ['ends in the middle', `it was not copied whole: ${again}`],
	damaged: ['damaged', again],
	wrongContent: ['holds no database: no influxdb-data/data or influxdb-data/wal', 'give the archive that ombt-orchestrator left in the iteration\'s folder'],
	link: ['holds a link', refused],
	device: ['holds a device or a pipe', refused],
	sparse: ['holds a sparse file', 'make it anew without --sparse of tar'],
	unknownKind: ['holds what is neither file nor folder', refused],
	outside: ['holds a path that leads out of it', refused],
	tooMany: ['holds more than 100,000 files and folders', unpackYourself],
	tooLarge: ['unpacks to more than is allowed', 'allow more with --max-unpacked'],
	bomb: ['unpacks to more than a hundred times its size', unpackYourself],
} as const satisfies Readonly<Record<string, readonly [problem: string, remedy: string]>>;

export type Problem = keyof typeof problems;

/** The trouble with a file in words; `detail` names what it is about. */
export function problemWith(file: string, fault: Problem, detail?: string): CampaignError {
	const [problem, remedy] = problems[fault];
	return new CampaignError(`${file}: ${problem}${detail === undefined ? '' : ` (${detail})`}`, remedy);
}

const full: ReadonlySet<string | undefined> = new Set(['ENOSPC', 'EDQUOT']);
const unpacking: Readonly<Record<string, Problem>> = {Z_BUF_ERROR: 'truncated', Z_DATA_ERROR: 'damaged'};
const reading: Readonly<Record<string, readonly [problem: string, remedy: string]>> = {
	ENOENT: ['gone', 'it was there a moment ago: look at the iteration\'s folder'],
	EACCES: ['cannot be read (EACCES)', 'ask its owner for permission to read it'],
};

/** Whatever unpacking threw, in words that name the archive. */
export function explain(error: unknown, file: string, folder: string): CampaignError {
	if (error instanceof CampaignError) {
		return error;
	}

	const code = codeOf(error);
	if (full.has(code)) {
		return noSpace(file, folder);
	}

	const fault = unpacking[code ?? ''];
	const [problem, remedy] = reading[code ?? ''] ?? [`cannot be unpacked to ${folder} (${code ?? messageOf(error)})`, 'look at both places'];
	return fault ? problemWith(file, fault) : new CampaignError(`${file}: ${problem}`, remedy);
}

/** Says that a folder has not the room to unpack a file. */
export const noSpace = (file: string, folder: string, amounts = ''): CampaignError =>
	new CampaignError(`${file}: no room to unpack it in ${folder}${amounts}`, 'make room there, or set XDG_CACHE_HOME to a folder that has it');
