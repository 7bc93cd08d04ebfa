import type {State} from './state/state.js';

type Size = State['size'];

/** Lines above the screen: campaign and counts, the tabs, a blank. */
export const headerHeight = 3;
/** Lines below it: messages, keys. */
export const footerHeight = 2;

/** The smallest terminal that the screens are made for. */
export const minSize: Size = {columns: 60, rows: 15};

/** Rows between header and footer. */
export const bodyHeight = ({rows}: Size): number => rows - headerHeight - footerHeight;

/** Rows that a page key moves by in texts and in lists to choose from. */
export const textPage = ({rows}: Size): number => Math.max(1, rows - 8);
