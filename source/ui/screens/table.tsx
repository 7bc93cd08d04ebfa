import {Box, Text} from 'ink';
import {Table} from 'ink-table';
import {useMemo, type ReactNode} from 'react';
import {padEnd} from '../../text/cells.js';
import {Lines} from '../components/lines.js';
import type {Look} from '../../reports/theme.js';
import {useLook} from '../context.js';
import {useWindow} from '../hooks/use-window.js';
import {cursorOf, shownIterations} from '../state/selectors.js';
import {tableColumns} from '../state/table-columns.js';
import type {ScreenProps} from './screen-props.js';
import {layoutTable, type TableLayout} from './table-layout.js';

/** Lines that the frame and the head take, and the line below that says which columns are in sight. */
const frameHeight = 5;

/** Every column of every iteration: the first column stays, the rest scroll. ink-table is given what fits and no more. */
export function TableScreen({state, width, height}: ScreenProps) {
	const look = useLook();
	const shown = shownIterations(state);
	const cursor = cursorOf(state);
	const {first, end} = useWindow(cursor, shown.length, height - frameHeight);
	const {sort, firstColumn, hiddenColumns} = state;
	const columns = useMemo(() => tableColumns({hiddenColumns}), [hiddenColumns]);
	const layout = useMemo(() => layoutTable(shown, {
		sort, firstColumn, columns, width,
	}, look), [shown, sort, firstColumn, columns, width, look]);
	const parts = useMemo(() => partsOf(layout, look), [layout, look]);
	const data = shown
		.slice(first, end)
		.map((iteration, position) => layout.row(iteration, {isSelected: first + position === cursor, isMarked: state.marked.has(iteration.index)}));
	const hidden = hiddenColumns.size > 0 ? `, ${hiddenColumns.size} hidden: C` : '';
	const note = `columns ${firstColumn + 1}${look.glyphs.to}${firstColumn + layout.shown} of ${columns.length}${hidden}`;
	return (
		<Box flexDirection='column'>
			<FramedTable data={data} padding={1} columns={[layout.frozen.name, layout.rest.name]} {...parts}/>
			<Lines lines={[look.theme.faint(note)]}/>
		</Box>
	);
}

// One rule below the head, none between rows: they would halve what fits.
class FramedTable extends Table<TableRow> {
	override separator = ({key}: {readonly key: string}) => {
		const {columns = [], skeleton: Skeleton = Text} = this.props;
		return key.endsWith('-0')
			? (
				<Skeleton>{`├${columns.map(name => '─'.repeat(typeof name === 'string' ? name.length + 2 : 0)).join('┼')}┤`}</Skeleton>
			)
			: (
				<Text/>
			);
	};
}

type TableRow = Readonly<Record<string, string>>;
type PartProps = {readonly children?: ReactNode};

/** What ink-table draws its cells with. It pads by the length of strings: cells are padded again, by what they take on screen. */
function partsOf({frozen, rest}: TableLayout, {theme, glyphs}: Look) {
	const textOf = (children: ReactNode) => typeof children === 'string' ? children : '';
	return {
		header: ({children}: PartProps) => <Text bold>{children}</Text>,
		skeleton: ({children}: PartProps) => <Text dimColor>{glyphs.ascii ? asciiFrame(textOf(children)) : children}</Text>,
		cell({children, column}: PartProps & {readonly column: number}) {
			const text = padEnd(textOf(children).trimEnd(), (column === 0 ? frozen.width : rest.width) + 2);
			const isSelected = column === 0 && text.startsWith(' >');
			return <Text>{isSelected ? theme.cursor(text) : text.replaceAll(/[\d,.]+(?:[↑↓])/gv, extreme => theme.strong(extreme))}</Text>;
		},
	};
}

const asciiFrame = (text: string): string => text.replaceAll('│', '|').replaceAll('─', '-').replaceAll(/[┌┐└┘├┤┬┴┼]/gv, '+');
