import {watch, type FSWatcher} from 'node:fs';

/** Waits for changes of a file. */
export type FileWatcher = {
	/** Resolves at the next change, immediately if one came since the last wait, after the given ms, or when the signal aborts. */
	readonly wait: (milliseconds: number) => Promise<void>;
	readonly close: () => void;
};

/** Watches one file of a folder. Where watching is not possible (network disks, no watches left), only the timeout applies. */
export function watchFile(folder: string, name: string, signal?: AbortSignal): FileWatcher {
	let isDue = false;
	let wake: (() => void) | undefined;
	const notify = () => {
		isDue = true;
		wake?.();
	};

	const watcher = open(folder, changed => {
		if (changed === null || changed === name) {
			notify();
		}
	});
	signal?.addEventListener('abort', notify, {once: true});
	return {
		async wait(milliseconds) {
			if (!isDue && !signal?.aborted) {
				await new Promise<void>(resolve => {
					const timer = setTimeout(resolve, milliseconds);
					timer.unref();
					wake = () => {
						clearTimeout(timer);
						resolve();
					};
				});
			}

			wake = undefined;
			isDue = false;
		},
		close() {
			watcher?.close();
			signal?.removeEventListener('abort', notify);
		},
	};
}

function open(folder: string, onChange: (name: string | null) => void): FSWatcher | undefined {
	try {
		return watch(folder, {persistent: false}, (_, name) => {
			onChange(name);
		}).on('error', () => {});
	} catch {
		return undefined;
	}
}
