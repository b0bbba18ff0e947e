/** Phones have no place where Tally would look for a file. */
export const saveBytes: ((file: { name: string; base64: string }) => void) | null = null;
