import process from 'node:process';

/** Prints lines to standard output, and returns the status of a command with that many usable iterations. */
export async function print(text: string, usable: number): Promise<number> {
	await write(text);
	return usable > 0 ? 0 : 1;
}

/** Resolves when standard output has taken the text, so that no more is made than is read. */
export const write = async (text: string): Promise<void> => new Promise(resolve => {
	process.stdout.write(text, () => {
		resolve();
	});
});
