import type {PackedLogs} from '../campaign/logs/packed-logs.js';
import type {Source} from '../sources/source.js';

/** The value of a flag: a string, several if it is repeatable, or whether it is set. */
export type FlagValue = string | readonly string[] | boolean | undefined;

/** The input of a command: the campaign, its flags as typed, and output options. */
export type Invocation = {
	/** The campaign: as typed for the explorer, an existing local folder for other commands. */
	readonly folder: string;
	readonly source: Source;
	/** The logs, if the campaign is in an archive; undefined for the explorer, which opens the source itself. */
	readonly packedLogs?: PackedLogs | undefined;
	readonly flags: Readonly<Record<string, FlagValue>>;
	readonly hasColour: boolean;
	readonly ascii: boolean;
	/** Why the cache is disabled, if it is; shown by the explorer, and already printed for other commands. */
	readonly cacheProblem?: string | undefined;
};

/** A flag; without `values` it is boolean. */
export type Flag = {readonly name: string; readonly values: string; readonly help: string; readonly choices?: readonly string[]; readonly repeatable?: boolean};

/** A command: its help, its flags, and the function that runs it. */
export type Command = {
	readonly name: string;
	readonly summary: string;
	readonly flags: readonly Flag[];
	/** Additional help topics. */
	readonly topics?: ReadonlyArray<'columns' | 'numbers' | 'figures' | 'filter' | 'metrics'>;
	readonly examples: readonly [string, string];
	/** Loads the command's module and runs it; resolves to the exit status. */
	readonly run: (invocation: Invocation) => Promise<number>;
};

/** The value of a flag; undefined if it was not given. */
export const textFlag = ({flags}: Invocation, name: string): string | undefined => {
	const value = flags[name];
	return typeof value === 'string' ? value : undefined;
};

/** The values of a repeatable flag, in order. */
export const textFlags = ({flags}: Invocation, name: string): readonly string[] => {
	const value = flags[name];
	return typeof value === 'object' ? value : [];
};
