import {watch, type FSWatcher} from 'node:fs';

/** Waits for something to happen to a file. */
export type FileNotice = {
	/** Resolves at the next notice, at once if one came since the last wait, or after so many ms; and when the signal aborts. */
	readonly wait: (milliseconds: number) => Promise<void>;
	readonly close: () => void;
};

/** Listens for notices about one file of a folder. Where the system gives none (network disks, no watch left), time alone passes. */
export function openNotice(folder: string, name: string, signal?: AbortSignal): FileNotice {
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
