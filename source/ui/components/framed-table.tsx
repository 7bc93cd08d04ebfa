import {Text} from 'ink';
import {Table} from 'ink-table';
import {createContext, useContext, type PropsWithChildren} from 'react';
import {unicodeGlyphs, type Glyphs} from '../../reports/theme.js';

/** A column: its head and all its cells have just this width. */
export type TableColumn = {readonly head: string; readonly width: number};

type Options = {
	readonly columns: readonly TableColumn[];
	/** A styled text for each column of each row. */
	readonly rows: ReadonlyArray<readonly string[]>;
	readonly glyphs: Glyphs;
};

/** What the parts of the table are drawn from: ink-table keeps the components that it was given first. */
const TableContext = createContext<Options>({columns: [], rows: [], glyphs: unicodeGlyphs});

/**
 * A table with a frame. ink-table measures by the length of strings, which is not the width of a text: it is given the numbers of columns
 * and rows in place of their texts, padded to the widths of the columns.
 */
export function FramedTable(options: Options) {
	const {columns, rows} = options;
	const keys = columns.map(({width}, column) => String(column).padEnd(width));
	const data = rows.map((_, row) => Object.fromEntries(keys.map(key => [key, String(row)])));
	return (
		<TableContext value={options}>
			<RuledTable data={data} padding={1} columns={keys} header={Head} cell={Cell} skeleton={Frame}/>
		</TableContext>
	);
}

/** `children` is the number of a column. */
function Head({children}: PropsWithChildren) {
	const {columns} = useContext(TableContext);
	return <Text bold> {columns[Number(children)]?.head} </Text>;
}

/** `children` is the number of a row. */
function Cell({children, column = 0}: PropsWithChildren<{readonly column?: number}>) {
	const {rows} = useContext(TableContext);
	return <Text> {rows[Number(children)]?.[column]} </Text>;
}

function Frame({children}: PropsWithChildren) {
	const {glyphs} = useContext(TableContext);
	return <Text dimColor>{glyphs.ascii && typeof children === 'string' ? asciiFrame(children) : children}</Text>;
}

// One rule below the head, none between rows: they would halve what fits.
class RuledTable extends Table<Readonly<Record<string, string>>> {
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

const asciiFrame = (text: string): string => text.replaceAll('│', '|').replaceAll('─', '-').replaceAll(/[┌┐└┘├┤┬┴┼]/gv, '+');
