import type {ScreenId, State} from './state/state.js';

type Size = State['size'];

/** Lines above the screen: where we are, the tabs, a blank. */
export const headerHeight = 3;
/** Lines below it: words, keys. */
export const footerHeight = 2;

/** Rows between header and footer. */
export const bodyHeight = ({rows}: Size): number => rows - headerHeight - footerHeight;

/** Whether the detail of an iteration is beside the list; below it where the terminal is narrow. */
export const isBeside = ({columns}: Size): boolean => columns >= 100;

/** Rows of the list of iterations, its head among them. */
export const listHeight = (size: Size): number => isBeside(size) ? bodyHeight(size) : Math.max(5, Math.floor(bodyHeight(size) * 0.4));

/** Lines of the histogram over agents: a title and seven bins. */
export const histogramHeight = 8;

/** Where the histogram over agents is: beside their summary, below it, or nowhere, as the list needs the room. */
export const histogramPosition = (size: Size): 'beside' | 'below' | 'nowhere' =>
	bodyHeight(size) < 30 ? 'nowhere' : (size.columns < 160 ? 'below' : 'beside');

/** Lines that a screen has above and below its rows. */
const around: Readonly<Partial<Record<ScreenId, (size: Size) => number>>> = {
	iterations: size => bodyHeight(size) - listHeight(size) + 1,
	table: () => 5,
	agents: size => ({beside: histogramHeight, below: histogramHeight + 6, nowhere: 4}[histogramPosition(size)]) + 2,
	problems: () => 8,
};

/** Rows that stay in sight when a page is turned. */
const context = 2;

/** Rows that a page key moves by: those in sight, but for two. */
export const pageRows = (screen: ScreenId, size: Size): number => Math.max(1, bodyHeight(size) - (around[screen]?.(size) ?? 1) - context);
