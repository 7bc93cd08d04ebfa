/** What an effect may access besides the state. */
export type EffectContext = {
	/** The content between header and footer as plain text. */
	readonly picture: () => string;
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Sends bytes other than frames to the terminal. */
	readonly send: (bytes: string) => void;
};
