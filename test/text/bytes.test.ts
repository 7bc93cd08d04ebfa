import {expect, test} from 'vitest';
import {formatBytes} from '../../source/text/bytes.js';

test.each([
	[0, '0 B'], [940, '940 B'], [1000, '1.0 kB'], [1400, '1.4 kB'], [74_994, '75.0 kB'], [215_000_000, '215 MB'], [8_589_934_592, '8.6 GB'], [2e15, '2000 TB'],
])('%d bytes are %s', (bytes, text) => {
	expect(formatBytes(bytes)).toBe(text);
});
