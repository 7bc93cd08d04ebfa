import {readFileSync, statSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {sourceOf, type SourceOptions} from '../../source/sources/open-source.js';
import {answers, breaksAfter, stallsAfter} from './faulty-proxy.js';
import {
	canRun, archive, archiveBytes, serveFaulty, signal, timeoutMs,
} from './faulty-campaign.js';

const {proxy} = serveFaulty();

describe.skipIf(!canRun)('archives of metrics', () => {
	const withSource = async (work: (source: Awaited<ReturnType<typeof sourceOf>>, file: string) => Promise<void>, options: SourceOptions = {}) => {
		const source = await sourceOf(`${proxy().address}c/`, {timeoutMs, ...options});
		try {
			const {folder} = await source.open({signal});
			await work(source, path.join(folder, archive));
		} finally {
			await source.close();
		}
	};

	const asked = () => proxy().requests.filter(({path}) => path.endsWith('.tar.gz')).map(({method}) => method);

	test('are fetched on demand; size and time are known before', async () => {
		proxy().use({path: /\.tar\.gz$/v, times: 0, fault() {}});
		await withSource(async (source, file) => {
			expect(asked()).toEqual([]);
			await source.refresh(file, signal);
			const stamp = () => [statSync(file).size, statSync(file).mtimeMs];
			const before = stamp();
			expect(before[0]).toBe(archiveBytes.length);
			await source.fetch(file, {signal});
			expect(readFileSync(file).equals(archiveBytes)).toBe(true);
			expect(stamp()).toEqual(before);
			await source.refresh(file, signal);
			await source.fetch(file, {signal});
			expect(asked()).toEqual(['HEAD', 'GET']);
		});
	});

	test('may be outdated if the server cannot serve, which is noted', async () => {
		proxy().use({path: /\.tar\.gz$/v, times: 0, fault() {}});
		await withSource(async (source, file) => {
			expect(await source.refresh(file, signal)).toBeUndefined();
			await source.fetch(file, {signal});
		});
		proxy().use({path: /\.tar\.gz$/v, fault: answers(503, {})});
		await withSource(async (source, file) => {
			expect(await source.refresh(file, signal)).toMatch(/^metrics may have changed since they were fetched: http.*\/influxdb-data\.tar\.gz: is busy \(status 503\)$/v);
			expect(await source.refresh(file, signal)).toBeUndefined();
			await source.fetch(file, {signal});
			expect(readFileSync(file).equals(archiveBytes)).toBe(true);
		});
	});

	const ranges = () => proxy().requests.filter(({path}) => path.endsWith('.tar.gz')).map(({headers}) => headers.range);

	test('are resumed in the next run after an abort', async () => {
		proxy().use({path: /\.tar\.gz$/v, times: 1, fault: stallsAfter(200_000)});
		await withSource(async (source, file) => {
			const abort = new AbortController();
			const fetching = source.fetch(file, {
				signal: abort.signal,
				onProgress(progress) {
					if (progress.stage === 'fetching' && progress.bytesDone === 200_000) {
						setTimeout(() => {
							abort.abort(new Error('stopped'));
						}, 50);
					}
				},
			});
			await expect(fetching).rejects.toThrow('stopped');
		}, {timeoutMs: 10_000});
		await withSource(async (source, file) => {
			await source.fetch(file, {signal});
			expect(readFileSync(file).equals(archiveBytes)).toBe(true);
		});
		expect(ranges()).toEqual([undefined, 'bytes=200000-']);
	});

	test('are fetched once for concurrent calls, and the second call continues if the first is aborted', async () => {
		proxy().use({path: /\.tar\.gz$/v, times: 1, fault: stallsAfter(100)});
		await withSource(async (source, file) => {
			const abort = new AbortController();
			const first = source.fetch(file, {signal: abort.signal});
			const second = source.fetch(file, {signal});
			setTimeout(() => {
				abort.abort(new Error('stopped'));
			}, 200);
			await expect(first).rejects.toThrow('stopped');
			await second;
			expect(readFileSync(file).equals(archiveBytes)).toBe(true);
		}, {timeoutMs: 10_000});
		expect(ranges()).toHaveLength(2);
	});

	test('are resumed where a connection broke', async () => {
		proxy().use({path: /\.tar\.gz$/v, times: 1, fault: breaksAfter(250_000)});
		await withSource(async (source, file) => {
			await source.fetch(file, {signal});
			expect(readFileSync(file).equals(archiveBytes)).toBe(true);
		});
		expect(ranges()).toEqual([undefined, 'bytes=250000-']);
	});
});
