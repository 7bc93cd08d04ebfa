import fc from 'fast-check';
import {expect, test} from 'vitest';
import {KeyReader, type Key} from '../../../source/ui/terminal/key-reader.js';

/** A reader whose clock is advanced by `wait`. */
function openReader() {
	const keys: Key[] = [];
	let waiting: {callback: () => void; left: number} | undefined;
	const reader = new KeyReader(key => {
		keys.push(key);
	}, (callback, milliseconds) => {
		waiting = {callback, left: milliseconds};
		return () => {
			waiting = undefined;
		};
	});
	return {
		keys,
		names: () => keys.map(({name}) => name),
		push(bytes: string | Uint8Array) {
			reader.push(bytes);
		},
		wait(milliseconds: number) {
			if (waiting && (waiting.left -= milliseconds) <= 0) {
				const {callback} = waiting;
				waiting = undefined;
				callback();
			}
		},
	};
}

const namesOf = (bytes: string): string[] => {
	const reader = openReader();
	reader.push(bytes);
	reader.wait(5000);
	return reader.names();
};

test.each([
	['up', ['\u001B[A', '\u001BOA', '\u001B[1;5A', '\u001B[1;2A']],
	['down', ['\u001B[B', '\u001BOB', '\u001B[1;3B']],
	['right', ['\u001B[C', '\u001BOC']],
	['left', ['\u001B[D', '\u001BOD']],
	['home', ['\u001B[H', '\u001BOH', '\u001B[1~', '\u001B[7~', '\u001B[1;5H']],
	['end', ['\u001B[F', '\u001BOF', '\u001B[4~', '\u001B[8~']],
	['pageup', ['\u001B[5~', '\u001B[5;5~']],
	['pagedown', ['\u001B[6~']],
	['enter', ['\r', '\n', '\u001BOM']],
	['tab', ['\t']],
	['shift-tab', ['\u001B[Z']],
	['backspace', ['\u007F', '\b', '\u001B[3~']],
	['space', [' ']],
	['escape', ['\u001B']],
	['alt-x', ['\u001Bx']],
	['alt-[', ['\u001B[']],
	['alt-O', ['\u001BO']],
	['ctrl-a', ['\u0001']],
	['ctrl-c', ['\u0003']],
	['ctrl-z', ['\u001A']],
	['G', ['G']],
	['/', ['/']],
	['é', ['é']],
	['😀', ['😀']],
])('%s in each of its encodings is one key', (name, encodings) => {
	for (const encoding of encodings) {
		expect(namesOf(encoding), JSON.stringify(encoding)).toEqual([name]);
		expect(namesOf(`j${encoding}`), JSON.stringify(encoding)).toEqual(['j', name]);
	}
});

test.each([
	['a mouse report', '\u001B[<0;10;10M'],
	['a release of the mouse', '\u001B[<0;10;10m'],
	['an X10 mouse report', '\u001B[M !!'],
	['an rxvt mouse report', '\u001B[32;10;10M'],
	['a gained focus', '\u001B[I'],
	['a lost focus', '\u001B[O'],
	['a cursor report', '\u001B[12;40R'],
	['a device report', '\u001B[?62;1c'],
	['a colour report', '\u001B]11;rgb:0000/0000/0000\u001B\\'],
	['a colour report that ends with BEL', '\u001B]11;rgb:0000/0000/0000\u0007'],
	['F1 of the Linux console', '\u001B[[A'],
	['F5', '\u001B[15~'],
	['Insert', '\u001B[2~'],
	['an unknown sequence', '\u001B[1;2;3 q'],
	['a NUL', '\0'],
])('%s is not a key', (_claim, bytes) => {
	expect(namesOf(`${bytes}j`)).toEqual(['j']);
});

test('an X10 mouse report may contain bytes that are not UTF-8', () => {
	const reader = openReader();
	reader.push(Buffer.from([0x1B, 0x5B, 0x4D, 0x20, 0xC3, 0xA9, 0x6A]));
	expect(reader.names()).toEqual(['j']);
});

test('characters in one chunk are separate keys, with their texts', () => {
	const reader = openReader();
	reader.push('jj j');
	expect(reader.keys).toEqual([
		{name: 'j', text: 'j', paste: false},
		{name: 'j', text: 'j', paste: false},
		{name: 'space', text: ' ', paste: false},
		{name: 'j', text: 'j', paste: false},
	]);
});

test('an arrow split by a slow connection is an arrow', () => {
	const reader = openReader();
	reader.push('\u001B');
	reader.wait(20);
	reader.push('[');
	reader.wait(40);
	reader.push('B');
	expect(reader.names()).toEqual(['down']);
});

test('Escape is recognised after 50 ms', () => {
	const reader = openReader();
	reader.push('\u001B');
	reader.wait(49);
	expect(reader.names()).toEqual([]);
	reader.wait(1);
	expect(reader.names()).toEqual(['escape']);
	reader.push('[B');
	expect(reader.names()).toEqual(['escape', '[', 'B']);
});

test('two Escapes are two', () => {
	expect(namesOf('\u001B\u001B')).toEqual(['escape', 'escape']);
});

test('an incomplete sequence is dropped, what follows is not', () => {
	expect(namesOf('\u001B[12')).toEqual([]);
	expect(namesOf('\u001B[12\u001B[A')).toEqual(['up']);
});

test('a paste is one key with the whole text', () => {
	const reader = openReader();
	reader.push('j\u001B[200~q\nq é\u001B[A\u001B[20');
	reader.wait(100);
	expect(reader.names()).toEqual(['j']);
	reader.push('1~k');
	expect(reader.keys.slice(1)).toEqual([
		{name: 'paste', text: 'q q é', paste: true},
		{name: 'k', text: 'k', paste: false},
	]);
});

test('a paste without its end does not block the keyboard', () => {
	const reader = openReader();
	reader.push('\u001B[200~abc');
	reader.wait(2000);
	reader.push('j');
	expect(reader.keys.map(({name, text}) => [name, text])).toEqual([['paste', 'abc'], ['j', 'j']]);
});

test('chunk boundaries make no difference', () => {
	const pieces = [
		'j',
		'é',
		'漢',
		'😀',
		'\u001B[A',
		'\u001BOB',
		'\u001B[1;5C',
		'\u001B[<0;10;10M',
		'\u001B[M #!',
		'\u001B[5~',
		'\u001Bx',
		'\u001B[200~a\nb\u001B[201~',
		'\t',
	];
	fc.assert(fc.property(fc.array(fc.constantFrom(...pieces)), fc.array(fc.nat({max: 60})), (parts, cuts) => {
		const bytes = Buffer.from(parts.join(''));
		const whole = openReader();
		whole.push(bytes);
		const torn = openReader();
		const indexes = [...new Set(cuts.filter(cut => cut < bytes.length))].sort((a, b) => a - b);
		for (const [index, position] of [0, ...indexes].entries()) {
			torn.push(bytes.subarray(position, indexes[index] ?? bytes.length));
		}

		expect(torn.keys).toEqual(whole.keys);
	}));
});

test('no bytes make it throw or hang', () => {
	fc.assert(fc.property(fc.uint8Array({maxLength: 40}), bytes => {
		const reader = openReader();
		reader.push(bytes);
		reader.wait(5000);
		reader.push('\u0003');
		reader.wait(5000);
		reader.push('\u0003');
		expect(reader.names().at(-1)).toBe('ctrl-c');
	}), {examples: [[new Uint8Array([0x1B])], [new Uint8Array([0xF0])]]});
});

test('without an injected timer it uses the real one', async () => {
	const name = await new Promise(resolve => {
		new KeyReader(key => {
			resolve(key.name);
		}).push('\u001B');
	});
	expect(name).toBe('escape');
});

test.each([
	['\u001B[27u', 'escape'],
	['\u001B[99;5u', 'ctrl-c'],
	['\u001B[106u', 'j'],
	['\u001B[106;1u', 'j'],
	['\u001B[106;3u', 'alt-j'],
	['\u001B[13u', 'enter'],
	['\u001B[9;2u', 'shift-tab'],
	['\u001B[127u', 'backspace'],
	['\u001B[27;5;99~', 'ctrl-c'],
])('%j of the newer protocols is %s', (bytes, name) => {
	const names: string[] = [];
	const reader = new KeyReader(key => {
		names.push(key.name);
	});
	reader.push(bytes);
	reader.close();
	expect(names).toEqual([name]);
});
