import xterm, {type IBufferCell} from '@xterm/headless';

/** One cell; a colour is an index in the palette, '#rrggbb', or undefined for the terminal's default. */
export type Cell = {
	readonly text: string;
	readonly fg: number | string | undefined;
	readonly bg: number | string | undefined;
	readonly inverse: boolean;
	readonly bold: boolean;
	readonly dim: boolean;
	readonly underline: boolean;
};

export type Screen = {
	readonly write: (bytes: string | Uint8Array) => void;
	/** Resolves when all output has been processed. */
	readonly settled: () => Promise<void>;
	/** The visible lines, without trailing blanks. */
	readonly lines: () => string[];
	readonly cells: (row: number) => Cell[];
	readonly resize: (columns: number, rows: number) => void;
	readonly isAlternate: () => boolean;
	readonly isCursorHidden: () => boolean;
	/** Whether a synchronized update (mode 2026) has begun and not ended. */
	readonly isDrawing: () => boolean;
	readonly close: () => void;
};

/** A headless terminal. `answer` receives its replies to the program, such as cursor position reports. */
export function openScreen(columns: number, rows: number, answer: (bytes: string) => void = () => undefined, {hasAlternate = true} = {}): Screen {
	const terminal = new xterm.Terminal({
		cols: columns, rows, allowProposedApi: true, scrollback: 1000,
	});
	const modes = new Set<number | number[]>([25]);
	for (const final of ['h', 'l'] as const) {
		terminal.parser.registerCsiHandler({prefix: '?', final}, parameters => {
			for (const mode of parameters) {
				if (final === 'h') {
					modes.add(mode);
				} else {
					modes.delete(mode);
				}
			}

			// The terminal itself handles it too, unless it has no alternate screen.
			return !hasAlternate && parameters[0] === 1049;
		});
	}

	terminal.onData(answer);
	const lineAt = (row: number) => terminal.buffer.active.getLine(terminal.buffer.active.baseY + row);
	return {
		write(bytes) {
			terminal.write(bytes);
		},
		settled: async () => new Promise(resolve => {
			terminal.write('', resolve);
		}),
		lines: () => Array.from({length: terminal.rows}, (_, row) => lineAt(row)?.translateToString(true, 0, terminal.cols).trimEnd() ?? ''),
		cells: row => Array.from({length: terminal.cols}, (_, column) => lineAt(row)?.getCell(column)).flatMap(cell => cell ? [cellOf(cell)] : []),
		resize(newColumns, newRows) {
			terminal.resize(newColumns, newRows);
		},
		isAlternate: () => terminal.buffer.active.type === 'alternate',
		isCursorHidden: () => !modes.has(25),
		isDrawing: () => modes.has(2026),
		close() {
			terminal.dispose();
		},
	};
}

const cellOf = (cell: IBufferCell): Cell => ({
	text: cell.getChars(),
	fg: cell.isFgDefault() ? undefined : colour(cell.getFgColor(), cell.isFgRGB()),
	bg: cell.isBgDefault() ? undefined : colour(cell.getBgColor(), cell.isBgRGB()),
	inverse: cell.isInverse() !== 0,
	bold: cell.isBold() !== 0,
	dim: cell.isDim() !== 0,
	underline: cell.isUnderline() !== 0,
});

const colour = (value: number, isRgb: boolean): number | string => isRgb ? `#${value.toString(16).padStart(6, '0')}` : value;
