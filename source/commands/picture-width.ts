import process from 'node:process';
import {usageError} from '../system/errors.js';
import {textColumns} from '../system/terminal.js';
import {textFlag, type Flag, type Invocation} from './command.js';

/** The flag that sets the width. */
export const widthFlag: Flag = {name: 'width', values: 'N', help: 'columns of the text; by default those of the terminal, or 100'};

const [minWidth, maxWidth] = [20, 1000];

/** The width of pictures in columns: `--width`, otherwise the terminal's, otherwise 100. Throws a usage error for an invalid value. */
export function pictureWidth(invocation: Invocation): number {
	const given = textFlag(invocation, 'width');
	if (given === undefined) {
		return textColumns(process.stdout, process.env, 100);
	}

	const width = Number(given);
	if (!/^\d+$/v.test(given) || width < minWidth || width > maxWidth) {
		throw usageError(`--width ${given}: a whole number of columns from ${minWidth} to ${maxWidth}`);
	}

	return width;
}
