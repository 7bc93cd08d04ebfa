import {parseJson} from '../../system/json.js';
import {scalarNames, type AgentScalars} from './agent-scalars.js';
import {agentResultFrom} from './agent-result.js';
import {
	AgentShape, firstIndex, emptyIndex, zeroIndex, type Hole,
} from './agent-shape.js';
import {NumberTemplate} from './number-template.js';

/** What stands in the holes while the shape is learnt: its place is no number's. */
const markers = {
	distribution: `"0": [${Array.from({length: 10}, () => zeroIndex).join(', ')}]`,
	errors: `{"": ${zeroIndex}}`,
} as const satisfies Record<Hole, string>;

const holePattern
	= /(?<="distribution"[ \t]*:[ \t]*\{)(?<distribution>(?:[^"\{\}]|"(?:[^"\\]|\\.)*")*)(?=\})|(?<="errors"[ \t]*:[ \t]*)\{(?:[^"\{\}]|"(?:[^"\\]|\\.)*")*\}/gsv;

/** Learns the shape of an agent whose JSON is in order; undefined where it does not have a distribution and errors, once each. */
export function shapeOf(json: string): AgentShape | undefined {
	const holes: Hole[] = [];
	const texts: Array<readonly string[]> = [];
	let end = 0;
	for (const {0: hole, index, groups} of json.matchAll(holePattern)) {
		holes.push(groups?.distribution === undefined ? 'errors' : 'distribution');
		texts.push(partsOf(json.slice(end, index)));
		end = index + hole.length;
	}

	texts.push(partsOf(json.slice(end)));
	const scalars = holes.length === 2 && holes[0] !== holes[1] ? indexesIn(texts, holes) : undefined;
	return scalars && new AgentShape({
		texts: texts.map(parts => new NumberTemplate(parts)),
		holes,
		positions: Int32Array.from(scalarNames, name => Number.isNaN(scalars[name]) ? emptyIndex : scalars[name]),
	});
}

/** The text before, between and behind its numbers. */
function partsOf(text: string): readonly string[] {
	const parts: string[] = [];
	let end = 0;
	for (const {0: token, index} of text.matchAll(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+\-]*/gsv)) {
		if (!token.startsWith('"')) {
			parts.push(text.slice(end, index));
			end = index + token.length;
		}
	}

	return [...parts, text.slice(end)];
}

// Reads the agent with places instead of its numbers: what comes out are the places of its numbers.
function indexesIn(texts: ReadonlyArray<readonly string[]>, holes: readonly Hole[]): AgentScalars | undefined {
	let position = firstIndex;
	const number = (part: string, index: number): string => index === 0 ? part : `${position++}${part}`;
	const json = texts.map((parts, index) => {
		const hole = holes[index];
		return parts.map((part, at) => number(part, at)).join('') + (hole ? markers[hole] : '');
	}).join('');
	try {
		const {scalars, distribution: [row], errors: [error]} = agentResultFrom(parseJson(json), '');
		// The markers show that these were the distribution and the errors indeed.
		return row?.counts[0] === zeroIndex && error?.[1] === zeroIndex ? scalars : undefined;
	} catch {
		return undefined;
	}
}
