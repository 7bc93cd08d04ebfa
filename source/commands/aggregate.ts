import process from 'node:process';
import {stringify} from 'lossless-json';
import {escapeControls} from '../reports/formats.js';
import {notebookEntry} from '../reports/notebook-json.js';
import {openOutputFile} from '../system/output-file.js';
import {openCampaign, type Campaign} from '../campaign/files/parameters.js';
import {textFlag, type Invocation} from './command.js';
import {streamForCommand} from './load-for-command.js';
import {write} from './print.js';

/** Prints the notebook's params_calculated.json as a stream, or writes it to a file atomically. */
export async function aggregateCommand(invocation: Invocation): Promise<number> {
	const file = textFlag(invocation, 'output');
	const campaign = await openCampaign(invocation.folder);
	if (file === undefined) {
		return printAll(campaign, invocation, {print: write, quiet: process.stdout.isTTY});
	}

	const output = await openOutputFile(file, {campaignFolder: campaign.folder, label: `--output ${file}`});
	try {
		const status = await printAll(campaign, invocation, {print: output.write, quiet: false});
		await (status === 0 ? output.finish() : output.discard());
		return status;
	} catch (error) {
		await output.discard();
		throw error;
	}
}

type Target = {readonly print: (text: string) => Promise<void>; readonly quiet: boolean};

async function printAll(campaign: Campaign, invocation: Invocation, {print, quiet}: Target): Promise<number> {
	let count = 0;
	for await (const iteration of streamForCommand(campaign, invocation, {everyError: true, quiet})) {
		await print(`${count++ === 0 ? '[\n' : ',\n'}${escapeControls(stringify(notebookEntry(iteration)) ?? '')}`);
	}

	await print(count === 0 ? '[]\n' : '\n]\n');
	return count > 0 ? 0 : 1;
}
