import {itemAt} from '../../system/assert.js';
import type {ErrorKind} from './iteration.js';

// In this order: what is longer and more telling first. Ids stand behind `_`, too: oslo.messaging's queues are called `reply_<32 digits>`.
const masks: ReadonlyArray<readonly [RegExp, string]> = [
	[/\b[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}\b/giv, '<id>'],
	[/(?<![\dA-Za-z])[\da-f]{16,}(?![\dA-Za-z])/giv, '<id>'],
	[/(?<![\dA-Za-z])(?=[\da-f]*\d)(?=\d*[a-f])[\da-f]{6,}(?![\dA-Za-z])/giv, '<id>'],
	[/\b0x[\da-f]+\b/giv, '<address>'],
	[/\b\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:[.,]\d+)?Z?/gv, '<time>'],
	[/\b\d\d:\d\d:\d\d(?:[.,]\d+)?\b/gv, '<time>'],
	[/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/gv, '<address>'],
	[/(?<![\w.\-])(?:localhost|[a-z]\w*(?:[.\-]\w+)+):\d{1,5}\b/giv, '<address>'],
	[/\d+(?:\.\d+)?/gv, '<n>'],
];

/** Nobody reads more of an error, and texts may be megabytes. */
const maxText = 1000;

/** The text of an error with its ids, addresses, times and numbers masked; of a traceback its last line, which says what happened. */
function maskError(text: string): string {
	const message = text.includes('Traceback (most recent call last)') ? text.slice(-10 * maxText).trimEnd().split('\n').at(-1) ?? text : text;
	return masks.reduce((masked, [pattern, name]) => masked.replace(pattern, name), message.trim().slice(0, maxText));
}

/** More kinds than this are not readable: the rarest are counted as one. */
const maxKinds = 500;

/** Groups error texts (with their counts) into kinds, the most frequent first; each keeps one whole text as its example. */
export function kindsOf(errors: ReadonlyMap<string, number>): readonly ErrorKind[] {
	const kinds = new Map<string, {kind: string; count: number; distinct: number; example: string}>();
	for (const [text, count] of errors) {
		const kind = maskError(text);
		const known = kinds.get(kind);
		if (known) {
			known.count += count;
			known.distinct++;
		} else {
			kinds.set(kind, {
				kind, count, distinct: 1, example: text,
			});
		}
	}

	const sorted = [...kinds.values()].sort((a, b) => b.count - a.count);
	const rest = sorted.slice(maxKinds - 1);
	return rest.length > 1 ? [...sorted.slice(0, maxKinds - 1), together(rest)] : sorted;
}

const together = (kinds: readonly ErrorKind[]): ErrorKind => ({
	kind: `${kinds.length} rarer kinds`,
	count: kinds.reduce((sum, {count}) => sum + count, 0),
	distinct: kinds.reduce((sum, {distinct}) => sum + distinct, 0),
	example: itemAt(kinds, 0).example,
});
