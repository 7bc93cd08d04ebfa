/* Locates the parts of an agent's name in the bytes of a log without creating strings: `ombt-TOPIC-RPCClient-HOST-PID-HEX`, equivalent to `parseAgentName`. */

/** Bytes of a name searched for its topic. */
const maxBytes = 256;
/** Length of `-RPCClient-` and `-RPCServer-`. */
const roleBytes = 11;
/** Length of the id at the end, in ombt's code `uuid.uuid4().hex`. Its digits are not checked. */
const idBytes = 32;

// Numeric constants rather than derived from text, so that the compiler can inline them.
const dash = 45;
const zero = 48;
const nine = 57;
const capitalC = 67;
const capitalP = 80;
const capitalR = 82;

/** The end of the topic at the start of a name; `from` if the name does not follow ombt's pattern. */
export function topicEnd(bytes: Uint8Array, from: number, to: number): number {
	const last = Math.min(to, from + maxBytes) - 3;
	for (let at = from; at < last; at++) {
		if (bytes[at] === dash && bytes[at + 1] === capitalR && bytes[at + 2] === capitalP && bytes[at + 3] === capitalC) {
			return at;
		}
	}

	return from;
}

/** The start of the host, after a topic with that end. */
export const hostStart = (topicEnd: number): number => topicEnd + roleBytes;

/** Whether `-PID-HEX` extends from that offset (the dash before PID) to the end of the name. */
export function isProcess(bytes: Uint8Array, from: number, to: number): boolean {
	const beforeId = to - idBytes - 1;
	for (let at = from + 1; at < beforeId; at++) {
		if (bytes[at]! < zero || bytes[at]! > nine) {
			return false;
		}
	}

	return from + 1 < beforeId && bytes[from] === dash && bytes[beforeId] === dash;
}

/** The end of the host that begins at `start`, before `-PID-HEX`; not beyond `start` if there is none. */
export function hostEnd(bytes: Uint8Array, start: number, to: number): number {
	if (bytes[start - 1] !== dash) {
		return start;
	}

	const beforeId = to - idBytes - 1;
	let at = beforeId - 1;
	while (at > start && bytes[at]! >= zero && bytes[at]! <= nine) {
		at--;
	}

	return bytes[beforeId] === dash && bytes[at] === dash && at < beforeId - 1 ? Math.max(start, at) : start;
}
