import {itemAt} from '../../system/lists.js';
import type {ErrorKind} from './iteration.js';

// Order matters: longer and more specific patterns first. Ids also follow `_`: oslo.messaging's queues are named `reply_<32 digits>`.
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

/** Nobody reads more of an error, and texts may be megabytes long. */
const maxText = 1000;

/** An error text with ids, addresses, times and numbers masked; of a traceback only the last line, which states the error. */
function maskError(text: string): string {
	const message = text.includes('Traceback (most recent call last)') ? text.slice(-10 * maxText).trimEnd().split('\n').at(-1) ?? text : text;
	return masks.reduce((masked, [pattern, name]) => masked.replace(pattern, name), message.trim().slice(0, maxText));
}

/** More kinds than this are not readable: the rarest are counted as one. */
const maxKinds = 500;

/** Groups error texts (with counts) into kinds, most frequent first; each keeps one full text as example. */
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
	return rest.length > 1 ? [...sorted.slice(0, maxKinds - 1), combine(rest)] : sorted;
}

const combine = (kinds: readonly ErrorKind[]): ErrorKind => ({
	kind: `${kinds.length} rarer kinds`,
	count: kinds.reduce((sum, {count}) => sum + count, 0),
	distinct: kinds.reduce((sum, {distinct}) => sum + distinct, 0),
	example: itemAt(kinds, 0).example,
});
