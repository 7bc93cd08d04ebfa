import {
	cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {
	bundled, cursorLine, expectFreshPicture, fingerprint, openOn,
} from './explorer-helpers.js';

const folders: string[] = [];
afterAll(() => {
	for (const folder of folders) {
		rmSync(folder, {recursive: true, force: true});
	}
});

function temporaryFolder(): string {
	const folder = mkdtempSync(path.join(tmpdir(), 'ombt-explorer-metrics-'));
	folders.push(folder);
	return folder;
}

test.for([
	[80, 24],
	[120, 40],
	[200, 50],
] as const)('at %i×%i a metric has a chart per container, with the start and stop of the load', async ([columns, rows]) => {
	const explorer = await openOn(bundled, '1/12', {columns, rows});
	explorer.press('5');
	await explorer.shows('usage_mem_rabbit, MiB');
	await explorer.shows(columns === 80 ? /● rabbitmq-bus-0 +min 125 +mean 125 +max 125 MiB/v : /● rabbitmq-bus-0 +min 125 +mean 125 +max 125 +last 125 +idle 123 MiB/v);
	await explorer.shows(/● rabbitmq-control-bus-0.* max +128/v);
	expect(explorer.screen().join('\n')).toContain('┊');
	expect(cursorLine(explorer)).toContain('memory, rabbits');
	explorer.press('G');
	await explorer.shows('net_sent_bus, KiB/s');
	await expectFreshPicture(explorer, 'the last metric');
});

test('a metric without data is dimmed, and shows the reason when selected', async () => {
	const explorer = await openOn(bundled, '1/12', {columns: 120, rows: 30});
	explorer.press('5');
	await explorer.shows('usage_mem_rabbit, MiB');
	explorer.press('g');
	await explorer.shows('no data: in this time no series of docker_container_mem has a container_name that');
	await explorer.shows(/^>-memory, routers/mv);
	expect(explorer.cells(4)[3]?.dim).toBe(true);
});

test('o overlays all iterations of the driver and call type, sorted by servers, as in the notebook', async () => {
	const explorer = await openOn(bundled, '1/12', {columns: 120, rows: 40});
	explorer.press('5', 'm', 'cpurabbit', 'Enter', 'o');
	await explorer.shows('clients, servers:  ● F-0 8, 3  ▲ E-0 12, 3  >■ A-0 10, 4  ◆ A-1 20, 8  ✕ A-2 40, 12', 15_000);
	explorer.press('o');
	await explorer.shows(/● rabbitmq-bus-0 +min/v);
});

test('] lengthens buckets, [ shortens them to the recorded ones; + zooms, . shows a cursor, and Esc and 0 reset', async () => {
	const explorer = await openOn(bundled, '1/12', {columns: 150, rows: 40});
	explorer.press('5', 'm', 'cpurabbit', 'Enter');
	await explorer.shows('means of 10 s (┄ cut), as recorded (auto)');
	explorer.press(']');
	await explorer.shows(/means of 30 s \(┄ cut\)$/mv);
	explorer.press('[');
	await explorer.shows(/means of 10 s \(┄ cut\), as recorded$/mv);
	explorer.press('+');
	await explorer.shows('zoomed to -0:08–0:35');
	explorer.press('.');
	await explorer.shows(/0:13–0:23 {2}rabbitmq-bus-0 12\.2, rabbitmq-control-bus-0 [\d.]+ %/v);
	expect(explorer.screen().join('\n')).toContain('║');
	await expectFreshPicture(explorer, 'zoomed, with the cursor');
	explorer.press('Escape');
	await explorer.shows('zoomed to');
	explorer.press('0', '0');
	await explorer.shows('means of 10 s (┄ cut), as recorded (auto)');
	expect(explorer.screen().join('\n')).not.toContain('zoomed');
});

test('more than six marked iterations are drawn as a strip each', async () => {
	const explorer = await openOn(bundled, '1/12', {columns: 120, rows: 40});
	explorer.press(...Array.from({length: 8}, () => ['Space', 'j']).flat(), '5', 'm', 'cpurabbit', 'Enter', 'o');
	await explorer.shows('8 marked, by servers', 15_000);
	await explorer.shows(/▁<5 ▂<10 .* ▇≥30 %/v, 15_000);
	await explorer.shows(/ A-2 40, 12 .*▇.* \d\d\.\d$/mv, 15_000);
});

test('m finds metrics by some letters, and i shows the query and the engine', async () => {
	const explorer = await openOn(bundled, '1/12', {columns: 120, rows: 40});
	explorer.press('5', 'm', 'tcp', 'Enter');
	await explorer.shows('tcp_established_bus, connections');
	await explorer.shows(/● parasilo.* connections/v);
	explorer.press('i');
	await explorer.shows('SELECT mean(tcp_established) FROM netstat WHERE role=\'bus\'');
	expect(explorer.screen().join('\n')).toContain('A-0: embedded 1, database ombt-orchestrator');
});

test('an iteration without an archive, with a damaged one, or skipped shows so; the next one is fine', async () => {
	const folder = path.join(temporaryFolder(), 'campaign');
	cpSync(bundled, folder, {recursive: true});
	const archiveOf = (id: string) => path.join(folder, readdirSync(folder).find(name => name.includes(`iteration_id__${id}-`)) ?? '', 'influxdb-data.tar.gz');
	rmSync(archiveOf('A-0'));
	writeFileSync(archiveOf('A-1'), 'no archive');
	const before = fingerprint(folder);
	const explorer = await openOn(folder, '1/12', {columns: 120, rows: 40});
	explorer.press('5');
	await explorer.shows('no metrics: A-0: no influxdb-data.tar.gz');
	explorer.press('l');
	await explorer.shows('>!memory, routers');
	await explorer.shows('Enter retries.');
	expect(explorer.screen().join('\n')).toContain('influxdb-data.tar.gz:');
	explorer.press('l', 'j', 'j');
	await explorer.shows(/● rabbitmq-bus-0 +min/v);
	explorer.press('g', '1', 'G', '5');
	await explorer.shows('G-0 was skipped, so its time range is unknown');
	expect(fingerprint(folder)).toBe(before);
});

test('a missing engine is reported with what it requires; Enter retries, and q quits as usual', async () => {
	const explorer = await openOn(bundled, '1/12', {columns: 120, rows: 40, args: ['--engine', 'influxd', '--influxd', '/no-such-place/influxd']});
	explorer.press('5');
	await explorer.shows('the engine influxd cannot be used');
	await explorer.shows('Enter retry');
	explorer.press('Enter');
	await explorer.idle();
	await explorer.shows('the engine influxd cannot be used');
	explorer.press('q');
	expect(await explorer.exited).toMatchObject({code: 0});
});
