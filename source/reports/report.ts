import type {Look} from './theme.js';
import {csv, json} from './formats.js';

/** Export formats, which are also the file extensions. */
export const exportFormats = ['txt', 'csv', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** The content of a screen for export to a file or the clipboard. */
export type Report = {
	/** Size of the content: `12 iterations`. */
	readonly amount: string;
	/** The whole content as text; by default what the screen shows. */
	readonly text?: (look: Look) => string;
	/** Column names of `rows`. */
	readonly columns: readonly string[];
	readonly rows: () => ReadonlyArray<Readonly<Record<string, unknown>>>;
	/** The JSON value, if it contains more than `rows`. */
	readonly json?: () => unknown;
};

/** Formats a report; `picture` is what the screen shows. */
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
