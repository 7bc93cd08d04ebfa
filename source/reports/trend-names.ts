import type {TrendLine} from '../campaign/query/trend.js';
import {settingText, writtenText} from '../campaign/query/column-text.js';
import {cleanText} from '../text/clean.js';

type Characters = {readonly ascii: boolean};

/** The name of a parameter without the prefix of counts. */
export const shortName = (name: string): string => cleanText(name.replace(/^(?:nbr_|_ombt_)(?=.)/v, ''));

/** The label of a line, one text per entry of its series: with full column names, or without the prefix of counts. */
export const seriesTexts = ({series, units}: TrendLine, {ascii, isFull = false}: Characters & {readonly isFull?: boolean}): readonly string[] =>
	Object.entries(series).map(([name, value]) => isFull
		? `${cleanText(name)} ${writtenText(value, {ascii})}`
		: (name === 'driver' || name === 'call_type' ? writtenText(value, {ascii}) : settingText(shortName(name), value, units[name], {ascii})));

/** Names of lines: driver, the distinguishing parameters, the first iteration if these are not unique, and the parameters that change along the line. */
export function lineNames(lines: readonly TrendLine[], {ascii}: Characters): readonly string[] {
	const names = lines.map(line => {
		const isNamed = 'driver' in line.series || line.driver === null;
		const texts = seriesTexts(line, {ascii}).join(', ');
		return isNamed ? texts : [writtenText(line.driver, {ascii}), texts].filter(Boolean).join('  ');
	});
	return names.map((name, index) => {
		const {points: [first], changing, ranAs} = lines[index]!;
		const isUnique = names.filter((other, position) => other === name && lines[position]?.ranAs === ranAs).length === 1;
		const id = isUnique || !first ? '' : `  ${cleanText(first.iteration.label)}`;
		return `${name}${id}${changing.length === 0 ? '' : `  (${changing.map(parameter => shortName(parameter)).join(', ')} ${changing.length === 1 ? 'changes' : 'change'})`}`;
	});
}
