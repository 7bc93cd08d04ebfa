/*
Where the parts of an agent's name stand in the bytes of a log, without making a string of it: `ombt-TOPIC-RPCClient-HOST-PID-HEX`, as
`parseAgentName` takes it apart.
*/

/** Bytes of a name that are searched for its topic. */
const maxBytes = 256;
/** Of `-RPCClient-` and `-RPCServer-`. */
const roleBytes = 11;
/** Of the id at the end, in ombt's code `uuid.uuid4().hex`. What these are is not looked at. */
const idBytes = 32;

// As numbers, not out of a text: the compiler knows them then.
const dash = 45;
const zero = 48;
const nine = 57;
const capitalC = 67;
const capitalP = 80;
const capitalR = 82;

/** Where the topic ends that a name begins with; `from` where it is not named as ombt names its agents. */
export function topicEnd(bytes: Uint8Array, from: number, to: number): number {
	const last = Math.min(to, from + maxBytes) - 3;
	for (let at = from; at < last; at++) {
		if (bytes[at] === dash && bytes[at + 1] === capitalR && bytes[at + 2] === capitalP && bytes[at + 3] === capitalC) {
			return at;
		}
	}

	return from;
}

/** Where the host begins, behind the topic that ends there. */
export const hostStart = (topicEnd: number): number => topicEnd + roleBytes;

/** Whether `-PID-HEX` stands there, from the dash before PID to the end of a name. */
export function isProcess(bytes: Uint8Array, from: number, to: number): boolean {
	const beforeId = to - idBytes - 1;
	for (let at = from + 1; at < beforeId; at++) {
		if (bytes[at]! < zero || bytes[at]! > nine) {
			return false;
		}
	}

	return from + 1 < beforeId && bytes[from] === dash && bytes[beforeId] === dash;
}

/** Where the host ends that begins at `start`: before `-PID-HEX`. Not behind `start` where there is none. */
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
