import {Box, Text} from 'ink';

/** Renders one Text per line; lines must already be cut to the width. */
export function Lines({lines}: {readonly lines: readonly string[]}) {
	return (
		<Box flexDirection='column'>
			{lines.map((line, row) => (
				// Lines have no identity but their index.
				<Text key={row} wrap='truncate-end'>{line === '' ? ' ' : line}</Text>
			))}
		</Box>
	);
}

type PanesProps = {
	/** Content and width of the left pane. */
	readonly left: readonly string[];
	readonly leftWidth: number;
	readonly right: readonly string[];
	readonly height: number;
	readonly divider: string;
};

/** Cells between two panes. */
export const dividerWidth = 3;

/** Two panes side by side, with a line between them. */
export function Panes({left, leftWidth, right, height, divider}: PanesProps) {
	return (
		<Box>
			<Box width={leftWidth}><Lines lines={left}/></Box>
			<Box width={dividerWidth}><Lines lines={Array.from({length: height}, () => ` ${divider} `)}/></Box>
			<Lines lines={right}/>
		</Box>
	);
}
