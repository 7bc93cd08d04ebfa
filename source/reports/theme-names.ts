/** What `--theme` takes; a file of its own, as the help of every command needs it and no colour. */
export const themeNames = ['auto', 'dark', 'light', 'mono'] as const;
export type ThemeName = (typeof themeNames)[number];
