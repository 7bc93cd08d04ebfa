/** Makes ink's layout engine ready. It does so itself as it is loaded; in the bundle, which cannot wait then, the build puts it here. */
export const prepareLayout = async (): Promise<void> => {};
