import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import type {Measurement} from './budgets.js';
import {explorer} from './programs.js';
import {runProgram} from './run-program.js';
import {median} from './statistics.js';
import type {Workspace} from './workspace.js';

const script = (name: string): string => fileURLToPath(new URL(`../../scripts/${name}`, import.meta.url));
const {makeExecutable} = await import(script('single-executable.mjs')) as {
	makeExecutable: (architecture: string, output: string) => Promise<void>;
};
const {executableNode, isNative, nodeFor} = await import(script('nodes.mjs')) as {
	executableNode: string;
	isNative: (architecture: string) => boolean;
	nodeFor: (architecture: string, version: string) => Promise<{readonly binary: string}>;
};

/** Times a warm `table` of the single executable, alternating with the package under the same version of Node. */
export async function measureExecutable(
	{campaign, subject, rounds}: {campaign: string; subject: string; rounds: number},
	workspace: Workspace,
): Promise<readonly Measurement[]> {
	const architecture = process.arch;
	if (!isNative(architecture)) {
		return [{budget: 'executable', subject, skipped: 'no Linux'}];
	}

	const executable = path.join(workspace.folder('executable'), 'ombt-explorer');
	await makeExecutable(architecture, executable);
	const {binary} = await nodeFor(architecture, executableNode);
	const [, program, ...words] = explorer('table', campaign);
	const single = [executable, ...words] as const;
	const packaged = [binary, program ?? '', ...words] as const;
	await runProgram(single, workspace);
	await runProgram(packaged, workspace);
	const measured: number[] = [];
	const peer: number[] = [];
	for (let round = 0; round < rounds; round++) {
		measured.push((await runProgram(single, workspace)).milliseconds);
		peer.push((await runProgram(packaged, workspace)).milliseconds);
	}

	return [{
		budget: 'executable', subject, measured: median(measured), peer: median(peer),
	}];
}
