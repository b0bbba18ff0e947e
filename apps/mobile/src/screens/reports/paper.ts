import type { ReportPage, ReportRow } from "@cfa/contract/reports";

import type { Catalogue } from "../../locale/en";
import type { Paper } from "../../platform/print";
import { isRight, paperText } from "./cell-text";
import { titleOf } from "./column-widths";

/** A report as it goes on paper: its head, its titles, every row that is there, the totals of all; and whether rows are missing. */
export function paperOf(
  page: ReportPage,
  { rows, isWhole, words }: { rows: readonly ReportRow[]; isWhole: boolean; words: Catalogue },
): Paper {
  const { head, columns, totals, layout, none } = page;
  const line = (cells: ReportRow["cells"]) =>
    columns.map((column, at) => paperText(cells[at] ?? null, column, words));
  const sums = totals === null ? null : line(totals);
  if (sums !== null && sums[0] === "") sums[0] = words.reports.total;
  return {
    layout,
    company: head.company,
    title: head.title,
    lines: head.lines.map(({ label, value }) => `${label}: ${value}`),
    note: rows.length === 0 ? none : isWhole ? null : words.reports.printPart,
    columns: columns.map((column) => ({ title: titleOf(column), isRight: isRight(column) })),
    rows: rows.map(({ cells }) => line(cells)),
    totals: rows.length === 0 ? null : sums,
  };
}
