/** Initialises ink's layout engine. Ink does this itself when loaded; the bundle cannot await there, so the build inserts it here. */
export const prepareLayout = async (): Promise<void> => {};
