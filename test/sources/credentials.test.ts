import {expect, test} from 'vitest';
import {isArchiveAddress, parseAddress, parseArchiveAddress} from '../../source/sources/http/address.js';
import {parseNetrc, secretHeaders} from '../../source/sources/http/credentials.js';
import {errorLine, type AppError} from '../../source/system/errors.js';

test.each([
	['machine host login me password word', {user: 'me', password: 'word'}],
	['machine other login x password y\nmachine HOST\n\tlogin me\n\tpassword word\n', {user: 'me', password: 'word'}],
	[String.raw`machine host login me password "two words \" quoted"`, {user: 'me', password: 'two words " quoted'}],
	['machine host login login password password', {user: 'login', password: 'password'}],
	['machine host login me', {user: 'me', password: ''}],
	['# machine host login no password no\nmachine host login me password word', {user: 'me', password: 'word'}],
	['macdef init\nmachine host login no password no\n\nmachine host login me password word', {user: 'me', password: 'word'}],
	['machine host account a password word login me', {user: 'me', password: 'word'}],
	['default login me password word', undefined],
	['machine host.example login me password word', undefined],
	['machine', undefined],
	['', undefined],
])('netrc %j', (text, credentials) => {
	expect(parseNetrc(text, 'host')).toEqual(credentials);
});

test('user and password are separated from an address', () => {
	const {
		base, shown, name, credentials,
	} = parseAddress('https://me:p%40ss%3A@Host.example:8443/results/test%20case?x=1#top');
	expect({
		href: base.href, shown, name, credentials,
	}).toEqual({
		href: 'https://host.example:8443/results/test%20case/',
		shown: 'https://host.example:8443/results/test%20case/',
		name: 'test case',
		credentials: {user: 'me', password: 'p@ss:'},
	});
});

test.each(['http://', 'http://me:secret@', 'https://me:secret@ho st/', 'http://me:secret@host:99999/', 'http://me:%@host/'])('rejects the address %j without displaying it', word => {
	const error = (() => {
		try {
			return parseAddress(word);
		} catch (error) {
			return error;
		}
	})();
	expect(errorLine(error as AppError)).toBe('the address of the CAMPAIGN is invalid; give one such as http://host/test_case_1/, with special characters percent-encoded');
});

test('parses the address of an archive; its query is sent but not displayed', () => {
	const word = 'http://me:p%40ss@host/a%20b/c%23.TAR.GZ?token=secret#top';
	expect(isArchiveAddress(word)).toBe(true);
	const {
		base, file, shown, name, ending, credentials,
	} = parseArchiveAddress(word);
	expect({
		base: base.href, file: file.href, shown, name, ending, credentials,
	}).toEqual({
		base: 'http://host/a%20b/',
		file: 'http://host/a%20b/c%23.TAR.GZ?token=secret',
		shown: 'http://host/a%20b/c%23.TAR.GZ',
		name: 'c#.TAR.GZ',
		ending: '.tar.gz',
		credentials: {user: 'me', password: 'p@ss'},
	});
});

test.each(['http://host/c.tar.gz/', 'http://host/?c.tar.gz', 'http://host/#c.zip', 'http://host/tar', 'c.tar', 'http://'])('%j is not the address of an archive', word => {
	expect(isArchiveAddress(word)).toBe(false);
});

test('an explicit authorization header takes precedence over user and password', async () => {
	const address = parseAddress('http://me:word@host/');
	expect(await secretHeaders(address, [])).toEqual({authorization: 'Basic bWU6d29yZA=='});
	expect(await secretHeaders(address, ['AUTHORIZATION:  Bearer x ', 'X-A: b'])).toEqual({authorization: 'Bearer x', 'x-a': 'b'});
});

test.each(['secret', 'X: a\r\nY: b', ': x', 'X y: z', 'Connection: close', 'range: bytes=0-1'])('rejects --header %j', async text => {
	await expect(secretHeaders(parseAddress('http://host/'), [text])).rejects.toThrow(/^--header: /v);
});
