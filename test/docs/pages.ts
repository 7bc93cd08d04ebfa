import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export type Page = {readonly name: string; readonly text: string};

/** The documentation pages, by their paths from the project folder. */
export const pages: readonly Page[] = [
	'README.md',
	'CONTRIBUTING.md',
	'CHANGELOG.md',
	...readdirSync(path.join(root, 'docs')).filter(name => name.endsWith('.md')).map(name => `docs/${name}`),
].map(name => ({name, text: readFileSync(path.join(root, name), 'utf8')}));

export type CommandLine = {
	readonly page: string;
	readonly line: string;
	/** The exit status in its comment, `# exit status 1`; 0 without. */
	readonly status: number;
	/** What it needs according to its comment, `# needs influxd`: such a line is not run. */
	readonly needs: string | undefined;
	/** Its output as shown on the page; undefined if the page shows none. */
	readonly output: string | undefined;
};

/** Every command line in code blocks marked `sh` (one per line) or `console` (after `$`, with its output below). */
export const commandLines: readonly CommandLine[] = pages.flatMap(({name, text}) =>
	[...text.matchAll(/^```(?<language>sh|console)\n(?<body>.*?)^```$/gmsv)].flatMap(({groups: {language = '', body = ''} = {}}) =>
		language === 'sh' ? shellLines(name, body) : consoleLines(name, body)));

function shellLines(page: string, body: string): readonly CommandLine[] {
	return body.split('\n').filter(line => line.trim() !== '' && !line.startsWith('#')).map(line => commandLine(page, line, undefined));
}

function consoleLines(page: string, body: string): readonly CommandLine[] {
	const parts = body.split(/^\$ /mv);
	if (parts[0] !== '') {
		throw new Error(`${page}: a console block must begin with "$ ", not with ${body.split('\n', 1).join('')}`);
	}

	return parts.slice(1).map(part => {
		const end = part.indexOf('\n');
		return commandLine(page, part.slice(0, end), part.slice(end + 1));
	});
}

function commandLine(page: string, text: string, output: string | undefined): CommandLine {
	const [line = '', comment = ''] = text.split(/ +# /v);
	return {
		page,
		line,
		output,
		status: Number(/^exit status (?<status>\d+)/v.exec(comment)?.groups?.status ?? 0),
		needs: /^needs (?<what>.+)/v.exec(comment)?.groups?.what,
	};
}
