import {spawn} from 'node:child_process';
import {existsSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {extract} from 'tar';
import {onTestFinished} from 'vitest';
import {newFolder} from '../../campaign-builder.js';

/** Whether Debian's package of InfluxDB 1.x is installed. */
export const hasInfluxd = existsSync('/usr/bin/influxd');

export type RealInfluxd = {
	readonly url: string;
	readonly kill: () => void;
};

type Options = {
	/** Additional settings of the section `[http]`. */
	readonly http?: string;
};

/** Starts an influxd on the data of an archive; it is killed after the test. */
export async function startRealInfluxd(archive: string, {http = ''}: Options = {}): Promise<RealInfluxd> {
	const folder = newFolder('real-influxd');
	await extract({file: archive, cwd: folder});
	const data = path.join(folder, 'influxdb-data');
	writeFileSync(path.join(folder, 'conf'), `
reporting-disabled = true
bind-address = "127.0.0.1:0"
[meta]
dir = "${data}/meta"
[data]
dir = "${data}/data"
wal-dir = "${data}/wal"
[retention]
enabled = false
[monitor]
store-enabled = false
[http]
bind-address = "127.0.0.1:0"
${http}
`);
	const server = spawn('/usr/bin/influxd', ['-config', path.join(folder, 'conf')], {stdio: ['ignore', 'ignore', 'pipe']});
	const kill = () => {
		server.kill('SIGKILL');
	};

	onTestFinished(kill);
	return new Promise((resolve, reject) => {
		let said = '';
		server.stderr.setEncoding('utf8').on('data', (text: string) => {
			said += text;
			const address = /Listening on HTTP.*? addr=(\S+)/v.exec(said)?.[1];
			if (address !== undefined) {
				resolve({url: `http://${address}`, kill});
			}
		});
		server.once('exit', () => {
			reject(new Error(said));
		});
	});
}
