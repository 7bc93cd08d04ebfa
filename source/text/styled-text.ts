/** How a text looks; without an attribute, as the terminal shows text by default. */
export type Style = {
	/** Index into the terminal's 256 colours; 0–15 are those that its user can choose. */
	readonly foreground?: number;
	readonly isBold?: boolean;
	readonly isDim?: boolean;
	readonly isInverse?: boolean;
};

/** A piece of text in one style. */
export type Span = {readonly text: string; readonly style: Style};

/** A text of which parts may be styled; a string has the default style. */
export type StyledText = string | {readonly spans: readonly Span[]};

const defaultStyle: Style = {};

/** The spans of a text, none of them empty. */
export const spansOf = (text: StyledText): readonly Span[] =>
	typeof text === 'string' ? (text === '' ? [] : [{text, style: defaultStyle}]) : text.spans;

/** The text without its styles. */
export const plainText = (text: StyledText): string => typeof text === 'string' ? text : text.spans.map(span => span.text).join('');

/** A template literal that keeps the styles of the texts in it: `` styled`${theme.accent(key)} ${description}` ``. */
export function styled(literals: TemplateStringsArray, ...texts: ReadonlyArray<StyledText | number>): StyledText {
	return concat(literals.flatMap((literal, index) => {
		const text = texts[index];
		return text === undefined ? [literal] : [literal, typeof text === 'number' ? String(text) : text];
	}));
}

/** The texts one after another, with `separator` between them. */
export function concat(texts: readonly string[], separator?: string): string;
export function concat(texts: readonly StyledText[], separator?: string): StyledText;
export function concat(texts: readonly StyledText[], separator = ''): StyledText {
	if (texts.every(text => typeof text === 'string')) {
		return texts.join(separator);
	}

	const spans: Span[] = [];
	for (const [index, text] of texts.entries()) {
		for (const span of index === 0 ? spansOf(text) : [...spansOf(separator), ...spansOf(text)]) {
			const last = spans.at(-1);
			if (last?.style === span.style) {
				spans[spans.length - 1] = {text: last.text + span.text, style: last.style};
			} else {
				spans.push(span);
			}
		}
	}

	return {spans};
}

/** The text with `change` applied to each of its spans. */
export const mapText = (text: StyledText, change: (text: string) => string): StyledText => typeof text === 'string'
	? change(text)
	: {spans: text.spans.map(span => ({text: change(span.text), style: span.style}))};

/** The text without trailing spaces of any style. */
export function trimEnd(text: string): string;
export function trimEnd(text: StyledText): StyledText;
export function trimEnd(text: StyledText): StyledText {
	if (typeof text === 'string') {
		return text.trimEnd();
	}

	const spans = [...text.spans];
	for (let last = spans.pop(); last; last = spans.pop()) {
		const trimmed = last.text.trimEnd();
		if (trimmed !== '') {
			return {spans: [...spans, {text: trimmed, style: last.style}]};
		}
	}

	return '';
}

/** A function that applies a style; styles within the text take precedence over it. */
export function withStyle(style: Style): (text: StyledText) => StyledText {
	const merged = new Map<Style, Style>([[defaultStyle, style]]);
	return text => ({
		spans: spansOf(text).map(span => {
			const known = merged.get(span.style) ?? {...style, ...span.style};
			merged.set(span.style, known);
			return {text: span.text, style: known};
		}),
	});
}

/** The SGR parameters that select a style in a terminal (ECMA-48, xterm): `1;36`; empty for the default style. */
export function sgrOf({foreground, isBold, isDim, isInverse}: Style): string {
	return [
		...isBold ? ['1'] : [],
		...isDim ? ['2'] : [],
		...isInverse ? ['7'] : [],
		...foreground === undefined ? [] : [colourCode(foreground)],
	].join(';');
}

const colourCode = (index: number): string => index < 8 ? String(30 + index) : (index < 16 ? String(82 + index) : `38;5;${index}`);

/** The text with escape sequences for its styles, for a terminal in its default style. */
export const terminalText = (text: StyledText): string => typeof text === 'string'
	? text
	: text.spans.map(span => {
		const codes = sgrOf(span.style);
		return codes === '' ? span.text : `\u{1B}[${codes}m${span.text}\u{1B}[0m`;
	}).join('');
