/** What an effect may look at beside the state. */
export type EffectContext = {
	/** The screen between header and footer, as plain text. */
	readonly picture: () => string;
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Sends bytes that are no picture to the terminal. */
	readonly send: (bytes: string) => void;
};
