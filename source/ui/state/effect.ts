import type {ExportFormat} from '../../reports/report.js';

/** What no change of state can do by itself: who runs the program does it, once. */
export type Effect =
	| {readonly kind: 'quit' | 'redraw' | 'suspend' | 'reload' | 'copy' | 'inspect'}
	/** Opens a campaign below the folder that was given. */
	| {readonly kind: 'open'; readonly name: string}
	/** Writes what is shown to a file; without a name to one that is free. */
	| {readonly kind: 'export'; readonly format: ExportFormat; readonly file?: string; readonly replace?: boolean};
