import {Box, Transform} from 'ink';
import {plainText, type StyledText} from '../../text/styled-text.js';
import {styleTransform} from '../terminal/cell-output.js';

/** A line; it must already be cut to the width. */
export function Line({text}: {readonly text: StyledText}) {
	// An empty line would have no height.
	return <Transform transform={styleTransform(text)}>{plainText(text) || ' '}</Transform>;
}

/** One line per text; lines must already be cut to the width. */
export function Lines({lines}: {readonly lines: readonly StyledText[]}) {
	return (
		<Box flexDirection='column'>
			{lines.map((line, row) => (
				// Lines have no identity but their index.
				<Line key={row} text={line}/>
			))}
		</Box>
	);
}

type PanesProps = {
	/** Content and width of the left pane. */
	readonly left: readonly StyledText[];
	readonly leftWidth: number;
	readonly right: readonly StyledText[];
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
