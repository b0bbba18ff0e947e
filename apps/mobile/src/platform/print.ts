/** A table for paper: what stands above it, its titles, rows and totals, all written out. */
export type Paper = {
  layout: "portrait" | "landscape";
  company: string;
  title: string;
  lines: readonly string[];
  /** What a reader must know of it, such as that rows are missing. */
  note: string | null;
  columns: readonly { title: string; isRight: boolean }[];
  rows: readonly (readonly string[])[];
  totals: readonly string[] | null;
};

/** Whether this device prints by itself; a phone passes on the PDF. */
export const PRINTS: boolean = false;

/** Puts a paper in the place of the page whenever it is printed. */
export function usePaper(_make: () => Paper | null): void {}

/** Hears Ctrl+P and ⌘P. */
export function usePrintKey(_onPrint: () => void): void {}

/** Prints the paper. */
export function print(): void {}
