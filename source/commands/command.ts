import type {Source} from '../sources/source.js';

/** A flag as given: a text, several where it is repeatable, or whether it is set. */
export type FlagValue = string | readonly string[] | boolean | undefined;

/** What a command is given: where to look, its flags as typed, and how to print. */
export type Invocation = {
	/** Where the campaign is: for the explorer as it was typed, for other commands a folder that is there. */
	readonly folder: string;
	readonly source: Source;
	readonly flags: Readonly<Record<string, FlagValue>>;
	readonly hasColour: boolean;
	readonly ascii: boolean;
	/** Why no cache is used, if so: the explorer shows it, for other commands it was printed. */
	readonly cacheProblem?: string | undefined;
};

/** A flag; without `values` it is given or not, and takes none. */
export type Flag = {readonly name: string; readonly values: string; readonly help: string; readonly choices?: readonly string[]; readonly repeatable?: boolean};

export type Command = {
	readonly name: string;
	readonly summary: string;
	readonly flags: readonly Flag[];
	/** What its help explains beside the flags. */
	readonly topics?: ReadonlyArray<'columns' | 'numbers' | 'figures' | 'filter' | 'metrics'>;
	readonly examples: readonly [string, string];
	/** Loads the command's code and runs it; the exit status comes back. */
	readonly run: (invocation: Invocation) => Promise<number>;
};

/** A flag's text; undefined where it was not given. */
export const textFlag = ({flags}: Invocation, name: string): string | undefined => {
	const value = flags[name];
	return typeof value === 'string' ? value : undefined;
};

/** The texts of a repeatable flag, in the order given. */
export const textFlags = ({flags}: Invocation, name: string): readonly string[] => {
	const value = flags[name];
	return typeof value === 'object' ? value : [];
};
