// `driver.ts ENGINE ARCHIVE STAGE WAY`: opens the database of an archive, and stops in a given way at a given stage.
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {onSignals} from '../../../source/commands/on-signals.js';
import {chooseEngine} from '../../../source/metrics/engines/choose-engine.js';
import {readExpected} from '../engines/expected-metrics.js';
import {image} from '../image.js';

const [name = '', archive = '', lastStage = '', way = ''] = process.argv.slice(2);
const {signal} = new AbortController();
onSignals(() => {});

const stop = () => {
	if (way === 'throw') {
		throw new Error('on purpose');
	} else if (way !== 'end') {
		process.kill(process.pid, way);
	}
};

const engine = await chooseEngine(name, {image, ...process.env.PATH === '/nowhere' && {influxd: '/usr/bin/influxd'}});
const connection = await engine.open({path: archive, kind: 'tar.gz'}, {
	signal, onProgress({stage}) {
		const [at, delay] = lastStage.split('+');
		if (stage === at) {
			if (delay) {
				setTimeout(stop, Number(delay));
			} else {
				stop();
			}
		}
	},
});
if (lastStage === 'querying') {
	const answers = readExpected()[0]?.queries.map(async ({query}) => connection.query(query, signal));
	stop();
	await Promise.all(answers ?? []);
}

if (lastStage === 'idle') {
	stop();
}

if (way !== 'end') {
	await sleep(20_000);
}
