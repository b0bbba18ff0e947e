import { totalsRow } from "@cfa/reports/cell-text";
import type { Report, Row } from "@cfa/reports/report";

import { headOf } from "./head.ts";
import type { Asked, Source } from "./source.ts";

/** A report as it is written into a file: head, text before, the table, text behind. */
export async function asReport(asked: Asked, source: Source): Promise<Report> {
  const { words } = asked;
  return {
    head: await headOf(asked, source),
    page: source.layout,
    blocks: [
      ...(source.before ?? []),
      {
        kind: "table",
        title: null,
        columns: source.columns,
        rows: cellsOf(source.all()),
        totals: () => source.totals && totalsRow(source.totals, words.total),
        none: source.none,
      },
      ...(source.after ?? []),
    ],
    words: { page: words.page, total: words.total },
  };
}

async function* cellsOf(rows: ReturnType<Source["all"]>): AsyncGenerator<Row> {
  for await (const { cells } of rows) yield cells;
}
