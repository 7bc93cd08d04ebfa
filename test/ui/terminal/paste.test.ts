import {expect, test} from 'vitest';
import {KeyReader, type Key} from '../../../source/ui/terminal/key-reader.js';

const start = '\u001B[200~';
const end = '\u001B[201~';

function read(...chunks: readonly string[]): readonly Key[] {
	const keys: Key[] = [];
	const reader = new KeyReader(key => {
		keys.push(key);
	});
	for (const chunk of chunks) {
		reader.push(chunk);
	}

	reader.close();
	return keys;
}

const texts = (keys: readonly Key[]) => keys.map(({name, text}) => text ?? name);

test('a paste is clean text, however it is split, and keys after it are keys', () => {
	const pasted = `${start}a\u0007\u000E\u001B]0;x\u0007\u009B5mb${end}j`;
	expect(texts(read(pasted))).toEqual(texts(read(...pasted)));
	expect(read(pasted)[0]?.text).not.toMatch(/[\0-\u{1F}\u{7F}-\u{9F}]/v);
	expect(read(pasted).at(-1)).toMatchObject({name: 'j'});
});

test('8 MB are read in linear time, and the first 16 kB are kept', () => {
	const began = performance.now();
	const chunk = 'x'.repeat(64 * 1024);
	const [key] = read(start, ...Array.from({length: 128}, () => chunk), end);
	expect(key?.text).toHaveLength(16 * 1024);
	expect(performance.now() - began).toBeLessThan(1000);
});

test('after a paste without its end, Ctrl-C still works', () => {
	expect(read(start, 'some text', '\u0003').map(({name}) => name)).toEqual(['ctrl-c']);
});
