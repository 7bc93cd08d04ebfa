import {existsSync, readdirSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {processesWith} from '../../source/metrics/lifetime/reap-leftovers.js';
import {hasInfluxd} from '../metrics/engines/archive-influxd.js';
import {newFolder} from '../campaign-builder.js';
import type {Explorer} from './driver.js';
import {
	bundled, openOn, timeoutMs, until,
} from './explorer-helpers.js';

const timeout = 4 * timeoutMs;
const home = newFolder('home');

const folders = (): readonly string[] => {
	const location = path.join(home, 'ombt-explorer');
	return existsSync(location) ? readdirSync(location).filter(name => name.startsWith('ombt-explorer-')) : [];
};

const servers = () => processesWith('-config').filter(({words}) => words.some(word => word.startsWith(home)));
const left = () => ({folders: folders(), servers: servers()});

/** Opens the metrics of the first iteration with influxd, and waits until that is running. */
async function openMetrics(): Promise<Explorer> {
	const explorer = await openOn(bundled, '1/12', {args: ['--engine', 'influxd', '--no-cache'], env: {XDG_CACHE_HOME: home}});
	explorer.press('5');
	await until(() => servers().length > 0, 'a server');
	return explorer;
}

const ways: ReadonlyArray<readonly [string, (explorer: Explorer) => void]> = [
	['q', explorer => {
		explorer.press('q');
	}],
	['Ctrl-C', explorer => {
		explorer.press('Ctrl-C');
	}],
	['SIGTERM', explorer => {
		explorer.kill('SIGTERM');
	}],
	['SIGHUP', explorer => {
		explorer.kill('SIGHUP');
	}],
	['a closed terminal', explorer => {
		explorer.hangUp();
	}],
];

test.skipIf(!hasInfluxd).each(ways)('%s stops the metrics server and removes its data', {timeout}, async (_way, end) => {
	const explorer = await openMetrics();
	end(explorer);
	await explorer.exited;
	expect(left()).toEqual({folders: [], servers: []});
});

test.skipIf(!hasInfluxd)('the next start cleans up even if it is quit immediately', {timeout}, async () => {
	const explorer = await openMetrics();
	explorer.kill('SIGKILL');
	await explorer.exited;
	const next = await openOn(bundled, '1/12', {env: {XDG_CACHE_HOME: home}});
	next.press('q');
	await next.exited;
	expect(left()).toEqual({folders: [], servers: []});
});

test.skipIf(!hasInfluxd)(
	'the next start cleans up after a killed explorer, even without showing metrics',
	{timeout},
	async () => {
		const explorer = await openMetrics();
		explorer.kill('SIGKILL');
		await explorer.exited;
		expect(folders()).toHaveLength(1);
		await openOn(bundled, '1/12', {env: {XDG_CACHE_HOME: home}});
		await until(() => folders().length === 0 && servers().length === 0, 'nothing left');
	},
);
