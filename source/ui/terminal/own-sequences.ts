/*
Restricts what a frame may send to the terminal: text, line ends, and the colours and attributes of our themes. File names, pasted text and
messages are cleaned where they enter; this is the safety net.
*/

const allowed = /^(?:0|1|2|3|4|7|9|22|23|24|27|29|3[0-79]|4[0-79]|9[0-7]|10[0-7]|[34]8;5;\d{1,3}|[34]8;2;\d{1,3};\d{1,3};\d{1,3})?(?:;(?:0|1|2|3|4|7|9|22|23|24|27|29|3[0-79]|4[0-79]|9[0-7]|10[0-7]))*$/v;
const foreign = /\u{1B}(?:\[(?<attributes>[\d;]*)m)?|[\0-\t\v-\u{1A}\u{1C}-\u{1F}\u{7F}-\u{9F}\u{61C}\u{200E}\u{200F}\u{2028}-\u{202E}\u{2066}-\u{2069}]/gv;

/** Removes invisible direction marks and foreign escape sequences from the frame; control characters become `?`. */
export const ownSequences = (frame: string): string => frame.replaceAll(foreign, (found, attributes: string | undefined) =>
	attributes !== undefined && allowed.test(attributes) ? found : (found < '\u{A0}' ? '?' : ''));
