import {spawnSync} from 'node:child_process';
import process from 'node:process';
import {fileURLToPath} from 'node:url';

const program = fileURLToPath(new URL('../../../../dist/cli.js', import.meta.url));
// The system's own counter of memory starts with this process.
const script = `import {readFileSync} from 'node:fs';
process.on('exit', () => console.error(readFileSync('/proc/self/status', 'utf8') + 'CpuTime: ' + process.cpuUsage().user));`;
const hook = `data:text/javascript,${encodeURIComponent(script)}`;

/** A run of the built program: its processor time, and the peak memory of the process. */
export type MeasuredRun = {
	readonly stdout: string;
	readonly stderr: string;
	readonly status: number | null;
	readonly seconds: number;
	readonly mebibytes: number;
};

/** Prints metrics of a campaign with the embedded engine. */
export function measuredMetrics(campaign: string, ...words: readonly string[]): MeasuredRun {
	const {stdout, stderr, status} = spawnSync(
		process.execPath,
		['--import', hook, program, 'metrics', campaign, '--engine', 'embedded', '--no-cache', ...words],
		{encoding: 'utf8', maxBuffer: 1 << 28},
	);
	return {
		stdout,
		stderr,
		status,
		seconds: Number(/CpuTime: (?<microseconds>\d+)/v.exec(stderr)?.groups?.microseconds) / 1e6,
		mebibytes: Number(/VmHWM:\s*(?<kibibytes>\d+)/v.exec(stderr)?.groups?.kibibytes) / 1024,
	};
}
