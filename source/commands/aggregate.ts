import {randomBytes} from 'node:crypto';
import {createWriteStream, realpathSync} from 'node:fs';
import {rename, rm} from 'node:fs/promises';
import path from 'node:path';
import {stringify} from 'lossless-json';
import {CampaignError, messageOf} from '../campaign/errors.js';
import {notebookEntry} from '../campaign/notebook-json.js';
import {openCampaign, type Campaign} from '../campaign/parameters.js';
import {textFlag, type Invocation} from './command.js';
import {streamForCommand} from './load-for-command.js';
import {write} from './print.js';

/** Prints the notebook's params_calculated.json, iteration by iteration, or writes it to a file that appears when it is whole. */
export async function aggregateCommand(invocation: Invocation): Promise<number> {
	const campaign = await openCampaign(invocation.folder);
	const file = textFlag(invocation, 'output');
	return file === undefined ? printAll(campaign, invocation, write) : writeFile(campaign, invocation, path.resolve(file));
}

async function printAll(campaign: Campaign, invocation: Invocation, put: (text: string) => Promise<void>): Promise<number> {
	let count = 0;
	for await (const iteration of streamForCommand(campaign, invocation, {everyError: true})) {
		await put(`${count++ === 0 ? '[\n' : ',\n'}${stringify(notebookEntry(iteration)) ?? ''}`);
	}

	await put(count === 0 ? '[]\n' : '\n]\n');
	return count > 0 ? 0 : 1;
}

async function writeFile(campaign: Campaign, invocation: Invocation, file: string): Promise<number> {
	if (isInside(campaign.folder, file)) {
		throw new CampaignError(`--output ${file}: lies in the campaign, which is only ever read`, 'choose a place outside it');
	}

	const temporary = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`;
	try {
		const stream = createWriteStream(temporary, {flags: 'wx'});
		const status = await printAll(campaign, invocation, async text => new Promise((resolve, reject) => {
			stream.write(text, error => {
				if (error) {
					reject(error);
				} else {
					resolve();
				}
			});
		}));
		await new Promise(resolve => {
			stream.end(resolve);
		});
		await rename(temporary, file);
		return status;
	} catch (error) {
		await rm(temporary, {force: true});
		throw new CampaignError(`--output ${file}: cannot be written (${messageOf(error)})`, 'choose a folder you may write to');
	}
}

function isInside(folder: string, file: string): boolean {
	const real = (place: string) => {
		try {
			return realpathSync(place);
		} catch {
			return place;
		}
	};

	const relative = path.relative(real(folder), path.join(real(path.dirname(file)), path.basename(file)));
	return !relative.startsWith('..') && !path.isAbsolute(relative);
}
