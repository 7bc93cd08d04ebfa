const shown = new Map<string, string>();

/** From now on texts for people name what lies in a folder by an address: the folder is a copy that the user knows nothing of. */
export function showAs(folder: string, address: string): void {
	shown.set(folder, address.replace(/\/+$/v, ''));
}

/** A text for people, with addresses in place of the folders that stand for them. */
export function shownText(text: string): string {
	let result = text;
	for (const [folder, address] of shown) {
		result = result.replaceAll(folder, () => address);
	}

	return result;
}
