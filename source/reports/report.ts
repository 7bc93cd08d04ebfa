import {createTheme, type Look} from './theme.js';
import {csv, json, type CsvReader} from './formats.js';

/** Results for machines: rows for csv, and a value for JSON. Each is computed only if its format is wanted. */
export type Dataset = {
	/** Column names of `rows`. */
	readonly columns: readonly string[];
	readonly rows: () => ReadonlyArray<Readonly<Record<string, unknown>>>;
	/** The JSON value, if it contains more than `rows`. */
	readonly json?: () => unknown;
};

/** The output of a command in every format that it has. */
export type Output = Dataset & {
	readonly text: () => string | Promise<string>;
	readonly markdown?: () => string | Promise<string>;
};

type OutputFormat = 'text' | 'csv' | 'json' | 'markdown';

const writers: Readonly<Record<OutputFormat, (output: Output, reader: CsvReader) => string | Promise<string>>> = {
	text: async ({text}) => text(),
	csv: async ({rows, columns}, reader) => csv(rows(), columns, reader),
	json: ({rows, json: value = rows}) => json(value()),
	markdown: async ({text, markdown = text}) => markdown(),
};

/** Output in one of its formats; as text for any other name. */
export const formatOutput = async (output: Output, format: string | undefined, reader: CsvReader): Promise<string> =>
	writers[isFormat(format) ? format : 'text'](output, reader);

const isFormat = (name: string | undefined): name is OutputFormat => name !== undefined && Object.hasOwn(writers, name);

/** The content of a screen for export to a file or the clipboard. */
export type Report = Dataset & {
	/** Size of the content: `12 iterations`. */
	readonly amount: string;
	/** The whole content as text; by default what the screen shows. */
	readonly text?: (look: Look) => string;
};

/** Export formats, which are also the file extensions. */
export const exportFormats = ['txt', 'csv', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Formats a report without colours; `picture` is what the screen shows. */
export const formatReport = async (report: Report, format: ExportFormat, {look, picture}: {readonly look: Look; readonly picture: string}): Promise<string> =>
	formatOutput({...report, text: () => report.text?.({...look, theme: createTheme(false)}) ?? picture}, format === 'txt' ? 'text' : format, {isSpreadsheet: true});
