import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {spawn} from '@lydell/node-pty';

const patienceMilliseconds = 20_000;
const keys = '5321jjkkq';
const keyMilliseconds = 200;
// What only the explorer asks of a terminal.
const alternateScreen = '\u{1B}[?1049h';

/** Lets Node compile a built program as it is used with a campaign, so that later runs need not. Rejects where that fails or takes too long. */
export async function compileAhead(program, campaign) {
	const cache = await mkdtemp(path.join(tmpdir(), 'ombt-explorer-build-'));
	const terminal = spawn(process.execPath, [path.join(import.meta.dirname, 'compile-ahead.cjs'), program, campaign], {
		cols: 120, rows: 40, env: {...process.env, XDG_CACHE_HOME: cache, TERM: 'xterm-256color'},
	});
	const timer = setTimeout(() => terminal.kill('SIGKILL'), patienceMilliseconds);
	let shown = '';
	terminal.onData(data => {
		shown += data;
		if (shown.includes(alternateScreen)) {
			shown = '';
			// Where it has ended meanwhile, its end tells.
			pressKeys(terminal).catch(() => {});
		}
	});
	try {
		await new Promise((resolve, reject) => {
			terminal.onExit(({exitCode}) => exitCode === 0 ? resolve() : reject(new Error(`a run of the program ended with ${exitCode}: ${shown.slice(-500)}`)));
		});
	} finally {
		clearTimeout(timer);
		await rm(cache, {recursive: true, force: true});
	}
}

async function pressKeys(terminal) {
	for (const key of keys) {
		await sleep(keyMilliseconds);
		terminal.write(key);
	}
}
