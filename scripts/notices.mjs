import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';

const mit = copyright => `MIT License

${copyright}

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
`;

const isc = copyright => `ISC License

${copyright}

Permission to use, copy, modify, and/or distribute this software for any
purpose with or without fee is hereby granted, provided that the above
copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES
WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF
MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR
ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES
WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN
ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR
IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.
`;

/** Texts for packages that ship none, with the source of each copyright line. The build fails if a package's licence changes. */
const knownTexts = {
	// From the headers of its source files.
	'yoga-layout': {license: 'MIT', text: mit('Copyright (c) Meta Platforms, Inc. and affiliates.')},
	// From the end of its README; the author in its package.json maintains this fork.
	'@alcalzone/ink-table': {license: 'MIT', text: mit('Copyright (c) Matic Zavadlal\nCopyright (c) AlCalzone')},
	// From the author in its package.json.
	'split-ca': {license: 'ISC', text: isc('Copyright (c) Charles Bushong')},
};

const head = `ombt-explorer is one program with these packages in it. Each is used under its own licence, which follows.
`;

/** The name, version, licence and licence text of every bundled package, according to esbuild's metafiles. Throws if a text is missing. */
export async function thirdPartyNotices(metafiles, root) {
	const files = metafiles.flatMap(({outputs}) => Object.values(outputs)).flatMap(({inputs}) => Object.keys(inputs));
	const folders = new Set(files.map(file => /^.*node_modules\/(?:@[^\/]+\/)?[^\/]+/v.exec(file)?.[0]).filter(folder => folder !== undefined));
	const packages = new Map(await Promise.all([...folders].map(async folder => packageIn(path.resolve(root, folder)))));
	const missing = [...packages].filter(([, {license, text}]) => !license || !text).map(([id]) => id);
	if (missing.length > 0) {
		throw new Error(`no licence or licence text in ${missing.join(', ')}: add it to knownTexts in scripts/notices.mjs`);
	}

	const ids = [...packages.keys()].sort();
	return [head, ...ids.map(id => sectionOf(id, packages.get(id)))].join(`\n${'-'.repeat(80)}\n\n`);
}

const sectionOf = (id, {license, text}) => `${id} (${license})\n\n${text.replaceAll('\r\n', '\n').trim()}\n`;

async function packageIn(folder) {
	const {name, version, license} = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
	const names = (await readdir(folder)).filter(file => /^(?:licen[cs]e|copying|notice)/iv.test(file)).sort();
	const texts = await Promise.all(names.map(async file => readFile(path.join(folder, file), 'utf8')));
	const known = knownTexts[name];
	return [`${name} ${version}`, {license, text: texts.length > 0 || known?.license !== license ? texts.join('\n') : known?.text}];
}
