const table = Uint32Array.from({length: 256}, (_, byte) => {
	let value = byte;
	for (let bit = 0; bit < 8; bit++) {
		value = value & 1 ? (value >>> 1) ^ 0xED_B8_83_20 : value >>> 1;
	}

	return value;
});

/** The checksum (IEEE) of the bytes, unsigned. */
export function crc32(bytes: Uint8Array): number {
	let value = -1;
	for (const byte of bytes) {
		value = (value >>> 8) ^ (table[(value ^ byte) & 255] ?? 0);
	}

	return ~value >>> 0;
}
