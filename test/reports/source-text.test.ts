import {expect, test} from 'vitest';
import {sourceProgressText} from '../../source/reports/source-text.js';
import type {SourceProgress} from '../../source/sources/source.js';

test.each<readonly [SourceProgress, number, string]>([
	[{stage: 'connecting'}, 2.9, 'connecting, 2 s'],
	[{stage: 'listing', files: 1234}, 1, 'listing, 1,234 files so far'],
	[{stage: 'receiving', bytesDone: 0}, 1, 'receiving 0 B'],
	[{stage: 'receiving', bytesDone: 4_000_000}, 2, 'receiving 4.0 MB, 2.0 MB/s'],
	[{stage: 'unpacking', bytesDone: 50_000_000, bytesTotal: 100_000_000}, 1, 'unpacking 50.0 MB of 100 MB, 50.0 MB/s, 1 s left'],
	[
		{
			stage: 'fetching', filesDone: 3, filesTotal: 40, bytesDone: 1000, bytesTotal: null,
		},
		0.5,
		'fetching 3/40 files, 1.0 kB, 2.0 kB/s',
	],
	[{
		stage: 'fetching', filesDone: 0, filesTotal: 1, bytesDone: 50_000_000, bytesTotal: 100_000_000,
	}, 1, 'fetching 50.0 MB of 100 MB, 50.0 MB/s, 1 s left'],
	[{
		stage: 'fetching', filesDone: 0, filesTotal: 1, bytesDone: 0, bytesTotal: 100_000_000,
	}, 1, 'fetching 0 B of 100 MB'],
])('%j after %d s', (progress, seconds, text) => {
	expect(sourceProgressText(progress, seconds)).toBe(text);
});
