import {Box, Text} from 'ink';

/** Ready lines, one Text each: whoever makes them has cut them to the width. */
export function Lines({lines}: {readonly lines: readonly string[]}) {
	return (
		<Box flexDirection='column'>
			{lines.map((line, row) => (
				// Rows have no identity but their place.
				<Text key={row} wrap='truncate-end'>{line === '' ? ' ' : line}</Text>
			))}
		</Box>
	);
}
