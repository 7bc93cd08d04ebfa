import {Box, Text} from 'ink';
import {asciiText} from '../../text/clean.js';
import {useLook} from '../context.js';

/** Ready lines, one Text each: whoever makes them has cut them to the width. What files say beyond ASCII becomes `?` where only ASCII is drawn. */
export function Lines({lines}: {readonly lines: readonly string[]}) {
	const {ascii} = useLook().glyphs;
	return (
		<Box flexDirection='column'>
			{lines.map((line, row) => (
				// Rows have no identity but their place.
				<Text key={row} wrap='truncate-end'>{line === '' ? ' ' : ascii ? asciiText(line) : line}</Text>
			))}
		</Box>
	);
}
