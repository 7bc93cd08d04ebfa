import type {State} from './state/state.js';

type Size = State['size'];

/** Lines above the screen: campaign and counts, tabs, a blank line. */
export const headerHeight = 3;
/** Lines below the screen: messages, keys. */
export const footerHeight = 2;

/** The minimum terminal size. */
export const minSize: Size = {columns: 60, rows: 15};

/** Rows between header and footer. */
export const bodyHeight = ({rows}: Size): number => rows - headerHeight - footerHeight;

/** Rows per page key in texts and pickers. */
export const textPage = ({rows}: Size): number => Math.max(1, rows - 8);
