import process from 'node:process';
import {gzipSync} from 'node:zlib';
import {describe, expect, test} from 'vitest';
import {newFolder} from '../campaign-builder.js';
import {
	answers, drips, lists, type Fault,
} from './faulty-proxy.js';
import {
	canRun, serveFaulty, page, parameters, whole,
} from './faulty-campaign.js';

const {proxy, opened} = serveFaulty();

describe.skipIf(!canRun)('a campaign in the cache', () => {
	const any = /./v;
	const html = {'content-type': 'text/html'};
	const opens = async (where: RegExp, fault: Fault) => {
		proxy().use();
		expect(await opened()).toEqual(whole);
		proxy().use({path: where, fault});
		return opened();
	};

	test.each<readonly [name: string, where: RegExp, fault: Fault, says: string]>([
		...[408, 425, 429, 502, 503, 504].map(status => [`answers with status ${status}`, any, answers(status, html), `HOST/c/: is busy (status ${status})`] as const),
		...[500, 507, 599].map(status => [`answers with status ${status}`, any, answers(status, html), `HOST/c/: answers with an error (status ${status})`] as const),
		['is busy for one file', parameters, answers(503, {}), 'HOST/c/params.json: is busy (status 503)'],
		['breaks connections', any, (_, response) => {
			response.destroy();
		}, 'HOST/c/: the connection broke (ECONNRESET)'],
		['does not answer', any, () => {}, 'HOST/c/: does not answer'],
		['sends slowly', page, drips(html), 'HOST/c/: sends fewer than 100 bytes per second'],
	])('is shown with its time if the server %s', async (_, where, fault, says) => {
		const result = await opens(where, fault);
		expect(result).toEqual({...whole, notes: [expect.stringMatching(/^what was fetched until \d{4}-\d\d-\d\d \d\d:\d\d UTC is shown: HOST/v)]});
		expect(result).toMatchObject({notes: [expect.stringContaining(`: ${says}`)]});
	});

	test.each<readonly [name: string, where: RegExp, fault: Fault, says: RegExp]>([
		['requires a login', any, answers(401, html), /^HOST\/c\/: requires a login \(status 401\)/v],
		['denies access', any, answers(403, html), /^HOST\/c\/: denies access \(status 403\)/v],
		['no longer has it', any, answers(404, html), /^HOST\/c\/: not found \(status 404\)/v],
		['rejects the request', any, answers(400, html), /^HOST\/c\/: answers with an error \(status 400\)/v],
		['redirects to another server', any, answers(302, {location: 'http://127.0.0.1:1/'}), /^HOST\/c\/: redirects to another server/v],
		['sends something else', page, answers(200, {'content-type': 'text/plain'}, 'x'), /^HOST\/c\/: is not a page that lists files/v],
		['sends a page instead of a file', parameters, answers(200, html, '<html>log in'), /^HOST\/c\/params\.json: the server sends a web page/v],
		['sends what is not HTTP', any, (_, response) => {
			response.socket?.end('SSH-2.0-OpenSSH_9.2\r\n');
		}, /^HOST\/c\/: its response is not HTTP/v],
		['sends less than it announces', parameters, answers(200, {'content-encoding': 'gzip'}, gzipSync('[]').subarray(0, 10)), /^HOST\/c\/params\.json: is compressed, and truncated/v],
	])('is not shown if the server %s', async (_, where, fault, says) => {
		expect(await opens(where, fault)).toMatch(says);
	});

	test('is not shown in place of another one of several', async () => {
		const folders = lists('a/', 'b/');
		proxy().use({path: page, fault: folders}, {path: /\/c\/[ab]\/$/v, fault: lists('params.json')}, {path: parameters, fault: answers(200, {}, '[]')});
		expect(await opened({campaign: 'a'})).toMatchObject({files: ['params.json']});
		proxy().use({path: any, fault: answers(503, {})});
		expect(await opened({campaign: 'a'})).toMatchObject({files: ['params.json'], notes: [expect.stringContaining('is busy (status 503)')]});
		expect(await opened({campaign: 'b'})).toMatch(/^HOST\/c\/b\/: is busy \(status 503\)/v);
	});
});

test.skipIf(!canRun)('a server that is busy at first is asked again', async () => {
	for (const status of [429, 500, 503]) {
		process.env.XDG_CACHE_HOME = newFolder('cache');
		proxy().use({path: page, times: 2, fault: answers(status, {})});
		expect(await opened()).toEqual(whole);
	}
});

test('reports a server that was never reached', async () => {
	expect(await opened({}, 'http://127.0.0.1:1/')).toMatch(/^HOST\/c\/: the connection is refused \(ECONNREFUSED\)/v);
	expect(await opened({}, 'http://no-such-host.invalid/')).toMatch(/^HOST\/c\/: (?:no such host|its name cannot be resolved at the moment)/v);
});
