import type { Cell, Column } from "@cfa/reports/report";
import type { ReportAsk } from "@cfa/contract/reports";

import { pagesByCount } from "./pages.ts";
import type { Source, SourceRow } from "./source.ts";

/** A row that is held with what it is found by and what decides between equals. */
export type ListedRow = SourceRow & { readonly nameKey: string };

/** The readings of a source whose rows are all known: filtered by words, sorted by a column, else in the order they come. */
export function listed(
  rows: readonly ListedRow[],
  options: { columns: readonly Column[]; ask: Pick<ReportAsk, "sort" | "order">; words: readonly string[] },
): Pick<Source, "page" | "all"> & { readonly rows: readonly ListedRow[] } {
  const { columns, ask } = options;
  const found = rows.filter(({ nameKey }) => options.words.every((word) => nameKey.includes(word)));
  const at = columns.findIndex((column) => column.key === ask.sort);
  const sign = ask.order === "down" ? -1 : 1;
  const sorted =
    at === -1 ? found : found.toSorted((a, b) => sign * compare(a.cells[at] ?? null, b.cells[at] ?? null));
  return {
    rows: sorted,
    page: pagesByCount(({ from, limit }) => Promise.resolve(sorted.slice(from, from + limit))),
    all: () => sorted,
  };
}

/** Nothing comes before anything; texts by letter, without case. */
function compare(a: Cell, b: Cell): number {
  if (a === null || b === null) return Number(b === null) - Number(a === null);
  if (typeof a === "string" && typeof b === "string") return a.localeCompare(b, "en-IN");
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
