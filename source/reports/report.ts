import type {Look} from './theme.js';
import {csv, json} from './formats.js';

/** The formats of an export, which are the endings of its file as well. */
export const exportFormats = ['txt', 'csv', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What is shown, for a file or the clipboard. */
export type Report = {
	/** How much it is: `12 iterations`. */
	readonly amount: string;
	/** All of it in words; without it the picture on screen is the text. */
	readonly text?: (look: Look) => string;
	/** The columns of its rows. */
	readonly columns: readonly string[];
	readonly rows: () => ReadonlyArray<Readonly<Record<string, unknown>>>;
	/** Its rows, unless there is more to tell than a table can. */
	readonly json?: () => unknown;
};

/** A report in a format; `picture` is what the screen shows. */
export async function formatReport(report: Report, format: ExportFormat, {look, picture}: {readonly look: Look; readonly picture: string}): Promise<string> {
	switch (format) {
		case 'csv': {
			return csv(report.rows(), report.columns, {isSpreadsheet: true});
		}

		case 'json': {
			return json(report.json?.() ?? report.rows());
		}

		case 'txt': {
			return report.text?.(look) ?? picture;
		}
	}
}
