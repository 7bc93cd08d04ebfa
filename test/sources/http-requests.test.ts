import {describe, expect, test} from 'vitest';
import {defaultLimits} from '../../source/sources/source.js';
import {
	answers, lists, listen, type Fault,
} from './faulty-proxy.js';
import {
	canRun, serveFaulty, page, results, whole,
} from './faulty-campaign.js';

const {proxy, opened} = serveFaulty();

describe.skipIf(!canRun)('index pages', () => {
	test('links that lead elsewhere are ignored', async () => {
		const links = [
			'../',
			'/',
			'?C=M;O=D',
			'#top',
			'params.json',
			'https://evil.example/params.json',
			'/other/params.json',
			'../d/x_controller-0.log',
			'%2e%2e/up.log',
			'a%2Fb.log',
			'mailto:x@y',
			'data:,x',
			'..%5Cx.log',
			'file:///etc/passwd',
			'//evil.example/c/x.log',
			'http://[bad',
			'x%00y.log',
		];
		proxy().use({path: page, fault: lists(...links)});
		expect(await opened()).toMatchObject({files: ['params.json'], notes: [expect.stringMatching(/^HOST\/c\/: links that lead elsewhere and are not followed: \d+$/v)]});
		expect(proxy().requests.map(({path}) => path)).toEqual(['/c/', '/c/params.json']);
	});

	test('too many entries or an endless page are rejected', {timeout: 30_000}, async () => {
		const limits = {...defaultLimits, maxFiles: 1000};
		proxy().use({path: page, fault: lists(...Array.from({length: 1001}, (_, index) => `${index}.log`))});
		expect(await opened({limits})).toBe('HOST/c/: lists more files and folders than allowed (1,000); allow more with --max-files');
		proxy().use({
			path: page, fault(_, response) {
				response.writeHead(200, {'content-type': 'text/html'});
				const more = () => {
					while (response.write(' '.repeat(1 << 16)) && !response.destroyed) {
						// Until the buffer is full.
					}
				};

				response.on('drain', more);
				more();
			},
		});
		expect(await opened({timeoutMs: 20_000})).toBe('HOST/c/: is a page larger than 67.1 MB; give the address of a single campaign');
	});

	test('100,000 entries are accepted', {timeout: 60_000}, async () => {
		proxy().use({path: page, fault: lists('params.json', ...Array.from({length: 99_990}, (_, index) => `picture-${index}.png`))});
		expect(await opened({timeoutMs: 20_000})).toMatchObject({files: ['params.json']});
	});

	test('endlessly nested folders are rejected', async () => {
		proxy().use({path: /\/$/v, fault: lists('again/')});
		expect(await opened()).toBe('HOST/c/: lists folders nested deeper than allowed (16); allow more with --max-depth');
	});
});

describe.skipIf(!canRun)('redirects', () => {
	const to = (location: string): Fault => answers(302, {location});

	test('within the server are followed, up to 5 times', async () => {
		proxy().use({path: page, times: 5, fault: to('/c/')});
		expect(await opened()).toEqual(whole);
		proxy().use({path: page, times: 6, fault: to('/c/')});
		expect(await opened()).toBe('HOST/c/: redirects more than 5 times; check the address');
	});

	test('to other servers are not followed, and nothing is sent there', async () => {
		const others: string[] = [];
		const other = await listen((request, response) => {
			others.push(request.url ?? '');
			response.end();
		});
		proxy().use({path: page, fault: to(`${other}c/`)});
		expect(await opened({headers: ['Authorization: Bearer secret']})).toBe(`HOST/c/: redirects to another server: ${other}c/; if that is what you want, give that address`);
		expect(others).toEqual([]);
	});

	test('to what is no address on a server are rejected', async () => {
		for (const location of ['file:///etc/passwd', 'http://[bad']) {
			proxy().use({path: page, fault: to(location)});
			expect(await opened()).toBe('HOST/c/: redirects to an invalid address; check the address');
		}
	});

	test('of subfolders to a page that was read already are no folders in it', async () => {
		proxy().use({path: /\/c\/.+\/$/v, fault: to('/c/')});
		expect(await opened()).toMatchObject({files: ['params.json']});
		expect(proxy().requests.filter(({path}) => page.test(path)).length).toBe(2);
	});
});

test.skipIf(!canRun)('sends custom headers with every request to the server', async () => {
	proxy().use();
	await opened({headers: ['X-Token: abc']});
	expect(proxy().requests.length).toBeGreaterThan(3);
	expect(proxy().requests.every(({headers}) => headers['x-token'] === 'abc')).toBe(true);
});

test.skipIf(!canRun)('does not fetch unchanged files again', async () => {
	proxy().use();
	await opened();
	const statuses: number[] = [];
	proxy().use({
		path: /\.(?:json|log)$/v, async fault(_, response, forward) {
			const answer = await forward();
			statuses.push(answer.statusCode ?? 0);
			response.writeHead(answer.statusCode ?? 500, answer.headers);
			answer.pipe(response);
		},
	});
	expect(await opened()).toEqual(whole);
	expect(statuses).toEqual([304, 304]);
});

test.skipIf(!canRun)('runs up to 4 concurrent requests, on up to 4 connections', {timeout: 20_000}, async () => {
	let now = 0;
	let most = 0;
	const sockets = new Set<unknown>();
	const names = Array.from({length: 20}, (_, index) => `${index}_controller-0.log`);
	proxy().use({path: page, fault: lists('params.json', ...names)}, {
		path: results, fault(request, response) {
			sockets.add(request.socket);
			now++;
			most = Math.max(most, now);
			setTimeout(() => {
				now--;
				response.end('x');
			}, 30);
		},
	});
	await opened();
	expect(most).toBe(4);
	expect(sockets.size).toBeLessThanOrEqual(4);
});
