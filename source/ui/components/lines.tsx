import {Box, Text} from 'ink';

/** Renders a Text for each line; lines must be cut to the width already. */
export function Lines({lines}: {readonly lines: readonly string[]}) {
	return (
		<Box flexDirection='column'>
			{lines.map((line, row) => (
				// Rows have no identity but their index.
				<Text key={row} wrap='truncate-end'>{line === '' ? ' ' : line}</Text>
			))}
		</Box>
	);
}

type PanesProps = {
	/** What is on the left, and its width. */
	readonly left: readonly string[];
	readonly leftWidth: number;
	readonly right: readonly string[];
	readonly height: number;
	readonly divider: string;
};

/** Cells between two panes. */
export const dividerWidth = 3;

/** Two panes beside each other, with a line between them. */
export function Panes({left, leftWidth, right, height, divider}: PanesProps) {
	return (
		<Box>
			<Box width={leftWidth}><Lines lines={left}/></Box>
			<Box width={dividerWidth}><Lines lines={Array.from({length: height}, () => ` ${divider} `)}/></Box>
			<Lines lines={right}/>
		</Box>
	);
}
