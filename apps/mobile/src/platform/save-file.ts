/** A phone shows a table on its pages; keeping it as a file is for a desktop. */
export const saveFile: ((path: string) => void) | null = null;
