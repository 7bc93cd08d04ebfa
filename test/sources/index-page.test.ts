import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {addressOf, readPage} from '../../source/sources/http/index-page.js';

const base = new URL('http://host/results/camp%20aign/');

const listing = (html: string) => {
	const reader = readPage(base);
	reader.write(html);
	return reader.end();
};

describe('pages of common servers', () => {
	test('Apache, with a table', () => {
		expect(listing(`<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN"><html><head><title>Index of /results</title></head><body><h1>Index of /results</h1><table>
<tr><th valign="top"><img src="/icons/blank.gif" alt="[ICO]"></th><th><a href="?C=N;O=D">Name</a></th><th><a href="?C=M;O=A">Last modified</a></th></tr>
<tr><td><img src="/icons/back.gif" alt="[PARENTDIR]"></td><td><a href="/results/">Parent Directory</a></td><td>&nbsp;</td></tr>
<tr><td><img src="/icons/folder.gif" alt="[DIR]"></td><td><a href="call_type__rpc-call-version__a%3ab/">call_type..&gt;</a></td><td>2018-05-01 10:00</td></tr>
<tr><td><img src="/icons/text.gif" alt="[TXT]"></td><td><a href="params.json">params.json</a></td><td>2018-05-01 10:00</td><td>1.2K</td></tr>
</table><address>Apache/2.4 Server at <a href="mailto:root@host">host</a> Port 80</address></body></html>`)).toEqual({
			files: ['params.json'], folders: ['call_type__rpc-call-version__a:b'], others: 1,
		});
	});

	test('absolute links, escaped in another way than the address', () => {
		const reader = readPage(new URL('http://host/c%26%27d%3A/x%3Ay/'));
		reader.write('<a href="/c&amp;\'d:/">..</a><a href="/c&amp;\'d%3a/x:y/a_controller-0.log">a</a><a href="/c%26%27d:/x%3ay/b%3a/">b</a><a href="/c&amp;\'d:/z/">z</a><a href="%zz">?</a>');
		expect(reader.end()).toEqual({files: ['a_controller-0.log'], folders: ['b:'], others: 2});
	});

	test('nginx, with truncated names', () => {
		expect(listing(`<html>\r\n<head><title>Index of /</title></head>\r\n<body><h1>Index of /</h1><hr><pre><a href="../">../</a>\r
<a href="a%20b&amp;c/">a b&amp;c/</a>    01-May-2018 10:00   -\r\n<a href="x%23_controller-0.log">x#_contro..&gt;</a>   01-May-2018 10:00   1234\r\n</pre><hr></body>\r\n</html>\r\n`)).toEqual({
			files: ['x#_controller-0.log'], folders: ['a b&c'], others: 0,
		});
	});

	test('Python, and absolute URLs', () => {
		expect(listing('<ul><li><a href="A/">A/</a></li><li><a href=\'http://host/results/camp%20aign/params.json\'>params.json</a></li><li><A HREF=B/>B@</A></li></ul>')).toEqual({
			files: ['params.json'], folders: ['A', 'B'], others: 0,
		});
	});
});

test('the listing does not depend on how a page is split into chunks', () => {
	const html = '<ul><li><a href="a&amp;b/">a</a><!-- <a href="no.log"> --><li><a href="%C3%BC.log">ü</a></ul>';
	fc.assert(fc.property(fc.array(fc.nat(html.length)), cuts => {
		const reader = readPage(base);
		const ends = [...cuts.sort((a, b) => a - b), html.length];
		for (const [index, end] of ends.entries()) {
			reader.write(html.slice(ends[index - 1] ?? 0, end));
		}

		expect(reader.end()).toEqual({files: ['ü.log'], folders: ['a&b'], others: 0});
	}));
});

test('no link leads out of its folder', () => {
	const part = fc.constantFrom('..', '.', '/', '\\', '%2e', '%2F', '%5c', 'a', '//', 'http:', 'host', '?', '#', '@', ':', '%00', '\t', 'ü', '%');
	fc.assert(fc.property(fc.array(part, {maxLength: 8}), parts => {
		const {files, folders} = listing(`<a href="${parts.join('')}">`);
		for (const name of [...files, ...folders]) {
			expect(name).not.toMatch(/\/|^\.{0,2}$|\0/v);
			expect(addressOf(base, name, false).href.startsWith(base.href)).toBe(true);
		}
	}), {numRuns: 2000});
});

test('the URL of a name is read back as that name', () => {
	fc.assert(fc.property(fc.string({unit: 'grapheme', minLength: 1}), name => {
		fc.pre(!/[\/\0]|^\.{1,2}$/v.test(name));
		const html = `<a href="${addressOf(base, name, false).href}">`;
		expect(listing(html).files).toEqual([name]);
	}));
});
