import {createHash} from 'node:crypto';
import {readFileSync, readlinkSync} from 'node:fs';
import {hostname} from 'node:os';
import process from 'node:process';
import {codeOf} from './errors.js';

/** Identifies a process even after its pid has been reused. */
export type Owner = {
	/** The computer and its pid namespace: home directories are shared between computers. */
	readonly machine: string;
	/** The boot of that computer. */
	readonly boot: string;
	readonly pid: number;
	/** Start time in clock ticks since boot. */
	readonly start: string;
};

/** This process as an owner. */
export const thisProcess = (): Owner => ({...here(), pid: process.pid, start: startOf(process.pid) ?? unknown});

/** Whether the process has certainly ended; false for processes on other machines. */
export function hasEnded({machine, boot, pid, start}: Owner): boolean {
	const location = here();
	return machine === location.machine && (boot !== location.boot || !isAlive(pid, start));
}

/** Start time of a process in clock ticks since boot; undefined if it has ended or cannot be inspected. */
export function startOf(pid: number): string | undefined {
	// The process name is in parentheses and may contain anything, including parentheses and spaces.
	const fields = readText(`/proc/${pid}/stat`)?.split(') ').at(-1)?.split(' ');
	const isDead = fields?.[0] === 'Z' || fields?.[0] === 'X';
	return isDead ? undefined : fields?.[19];
}

/** An owner as part of a file name, parsed by `parseOwner`. */
export const ownerText = ({machine, boot, pid, start}: Owner): string => `${machine}-${boot}-${pid}-${start}`;

/** The owner that a file name starts with; undefined if there is none. */
export function parseOwner(text: string): Owner | undefined {
	const [, machine, boot, pid, start] = /^([\da-f]{8})-([\da-f]{8})-(\d{1,10})-(\d+)(?:-|$)/v.exec(text) ?? [];
	return machine && boot && pid && start
		? {
			machine, boot, pid: Number(pid), start,
		}
		: undefined;
}

const unknown = '0';

const here = (): {readonly machine: string; readonly boot: string} => ({
	machine: shortDigest(`${hostname()} ${readText('/etc/machine-id') ?? ''} ${namespace()}`),
	boot: shortDigest(readText('/proc/sys/kernel/random/boot_id') ?? ''),
});

/** The first 8 hexadecimal digits of the SHA-1 of a text. */
const shortDigest = (text: string): string => createHash('sha1').update(text).digest('hex').slice(0, 8);

function isAlive(pid: number, start: string): boolean {
	const found = startOf(pid);
	return found === undefined ? start === unknown && processExists(pid) : found === start;
}

function processExists(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return codeOf(error) !== 'ESRCH';
	}
}

function namespace(): string {
	try {
		return readlinkSync('/proc/self/ns/pid');
	} catch {
		return '';
	}
}

function readText(file: string): string | undefined {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return undefined;
	}
}
