import {chmodSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {
	afterEach, expect, test, vi,
} from 'vitest';
import {findBinary} from '../../../source/metrics/engines/influxd/influxd.js';
import {newFolder} from '../../campaign-builder.js';

function folderWithInfluxd(): string {
	const folder = newFolder('bin');
	const file = path.join(folder, 'influxd');
	writeFileSync(file, '#!/bin/sh\necho InfluxDB v1.6.7\n');
	chmodSync(file, 0o755);
	return folder;
}

const home = process.cwd();
afterEach(() => {
	process.chdir(home);
	vi.unstubAllEnvs();
});

test('looks up a name without a slash in the absolute folders of PATH only', async () => {
	const [current, inPath] = [folderWithInfluxd(), folderWithInfluxd()];
	process.chdir(current);
	vi.stubEnv('PATH', `.::bin:${inPath}`);
	vi.stubEnv('INFLUXD', 'influxd');
	expect(await findBinary(undefined)).toBe(path.join(inPath, 'influxd'));
	vi.stubEnv('PATH', '.::bin');
	await expect(findBinary(undefined)).rejects.toThrow('$INFLUXD influxd: no such program');
	await expect(findBinary('influxd')).rejects.toThrow('--influxd influxd: no such program');
	expect(await findBinary('./influxd')).toBe(path.join(current, 'influxd'));
});
