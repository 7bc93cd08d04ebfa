import {Text} from 'ink';
import {Table} from 'ink-table';
import {createContext, useContext, type PropsWithChildren} from 'react';
import {createTheme, unicodeGlyphs, type Look} from '../../reports/theme.js';
import {styled, type StyledText} from '../../text/styled-text.js';
import {Line} from './lines.js';

/** A column; its header and all its cells must have exactly this width. */
export type TableColumn = {readonly head: StyledText; readonly width: number};

type Options = {
	readonly columns: readonly TableColumn[];
	/** For each row, one styled text per column. */
	readonly rows: ReadonlyArray<readonly StyledText[]>;
	readonly look: Look;
};

/** Passes the content to the parts of the table, because ink-table keeps the components it was first rendered with. */
const TableContext = createContext<Options>({columns: [], rows: [], look: {theme: createTheme(false), glyphs: unicodeGlyphs}});

/** A framed table. ink-table measures string length, not display width, so it gets column and row numbers instead of texts, padded to the column widths. */
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

/** `children` is a column number. */
function Head({children}: PropsWithChildren) {
	const {columns, look} = useContext(TableContext);
	return <Line text={look.theme.strong(styled` ${columns[Number(children)]?.head ?? ''} `)}/>;
}

/** `children` is a row number. */
function Cell({children, column = 0}: PropsWithChildren<{readonly column?: number}>) {
	const {rows} = useContext(TableContext);
	return <Line text={styled` ${rows[Number(children)]?.[column] ?? ''} `}/>;
}

function Frame({children}: PropsWithChildren) {
	const {look: {theme, glyphs}} = useContext(TableContext);
	const rule = typeof children === 'string' ? children : '';
	return <Line text={theme.faint(glyphs.ascii ? asciiFrame(rule) : rule)}/>;
}

// One rule below the header, none between rows, which would halve the number of rows.
class RuledTable extends Table<Readonly<Record<string, string>>> {
	override separator = ({key}: {readonly key: string}) => {
		const {columns = [], skeleton: Skeleton = Frame} = this.props;
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
