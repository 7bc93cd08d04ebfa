import {Buffer} from 'node:buffer';
import {expect, test} from 'vitest';
import {
	latin1Of, fieldOf, parseSeriesKey, tagReader,
} from '../../source/tsm/series-key.js';

const parse = (key: string) => {
	const parsed = parseSeriesKey(Buffer.from(key).toString('latin1'));
	return parsed && {...parsed, tags: Object.fromEntries(parsed.tags)};
};

test.each([
	['cpu,host=a,role=bus#!~#usage', {measurement: 'cpu', tags: {host: 'a', role: 'bus'}, field: 'usage'}],
	['cpu#!~#usage', {measurement: 'cpu', tags: {}, field: 'usage'}],
	['m,a=b=c#!~#f', {measurement: 'm', tags: {a: 'b=c'}, field: 'f'}],
	[String.raw`a\ b\,c\=d,the\ tag\=x=v\,w#!~#f`, {measurement: 'a b,c=d', tags: {'the tag=x': 'v,w'}, field: 'f'}],
	[String.raw`m,path=C:\dir\x#!~#f`, {measurement: 'm', tags: {path: String.raw`C:\dir\x`}, field: 'f'}],
	['größe,ört=漢字#!~#wärme', {measurement: 'größe', tags: {ört: '漢字'}, field: 'wärme'}],
	['m#!~#v,1 2=3#!~#x', {measurement: 'm', tags: {}, field: 'v,1 2=3#!~#x'}],
	['m,empty=,host=a#!~#f', {measurement: 'm', tags: {host: 'a'}, field: 'f'}],
	['m,"q"="v"#!~#f', {measurement: 'm', tags: {'"q"': '"v"'}, field: 'f'}],
])('%s is parsed', (key, expected) => {
	expect(parse(key)).toEqual(expected);
	for (const [name, value] of Object.entries<string>(expected.tags)) {
		expect(tagReader(name)(Buffer.from(key).toString('latin1'))).toBe(value);
	}

	expect(fieldOf(Buffer.from(key).toString('latin1'))).toEqual({measurement: expected.measurement, field: expected.field});
});

test.each(['', 'm', 'm,host=a', '#!~', ','])('%j has no field', key => {
	expect(parse(key)).toBeUndefined();
});

test.each(['#!~#', ',#!~#', ',,,#!~#f', ',=,=#!~#', '\\#!~#\\', ',a#!~#b'])('%j is accepted', key => {
	expect(parse(key)?.tags).toEqual({});
});

test('bytes that are not UTF-8 become U+FFFD, but stay distinct as keys', () => {
	expect(parseSeriesKey('m,host=\u00FF#!~#f')?.tags.get('host')).toBe('\uFFFD');
	expect(latin1Of('é')).toBe('\u00C3\u00A9');
});

test.each([
	['a', 'm#!~#f,a=1'],
	['a', String.raw`m\,a=1,b=2#!~#f`],
	['a', String.raw`m,b=2\,a=1#!~#f`],
	['a', 'm,aa=1,b=a=2,A=3#!~#f'],
	['a', 'm,a=#!~#f'],
	['a b', 'm,a=1,b=2#!~#f'],
])('a tag %s is not in %s', (name, key) => {
	expect(tagReader(name)(key)).toBe('');
	expect(parseSeriesKey(key)?.tags.has(name)).toBe(false);
});
