/** Values of `--theme`; a separate file because the help of every command needs them, but no colours. */
export const themeNames = ['auto', 'dark', 'light', 'mono'] as const;
export type ThemeName = (typeof themeNames)[number];
