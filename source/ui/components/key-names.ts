const arrows: Readonly<Record<string, string>> = {
	'↓': 'Down', '↑': 'Up', '←': 'Left', '→': 'Right',
};

/** The names of keys as they are shown: arrows in words where they cannot be drawn. */
export const keyNames = (keys: string, ascii: boolean): string => ascii ? keys.replaceAll(/[↓↑←→]/gv, arrow => arrows[arrow] ?? arrow) : keys;
