import type { DayBookRow } from "@cfa/contract/ledgers";
import { dayBookCounts } from "@cfa/db/queries/ledgers/day-book";
import { idIn } from "@cfa/values/ids";
import { paiseFromJson, sum } from "@cfa/values/money";

import { readDayBook } from "../present/ledgers/day-book.ts";
import { isDay, isName, readCursor } from "../routes/cursor.ts";
import { periodOf } from "../routes/period.ts";
import { columnsOf } from "./columns.ts";
import { periodLine } from "./lines.ts";
import { allPages } from "./pages.ts";
import type { Asked, PagePlace, Source, SourcePage, SourceRow } from "./source.ts";

const COUNTING = ["posted", "post-dated"] as const;

/** The vouchers that count of a range of days, in the order of the books. */
export async function dayBookReport(asked: Asked): Promise<Source> {
  const { snapshot, ask, scope, words } = asked;
  const period = periodOf(scope, ask, (to) => to);
  const page = async ({ cursor, limit }: PagePlace): Promise<SourcePage> => {
    const place = readCursor(cursor, [isDay, isName]);
    const after = place && { date: place[0] ?? "", voucherGuid: place[1] ?? "" };
    const wanted = { period, kind: null, states: COUNTING, limit, after };
    const { rows, nextCursor } = await readDayBook(snapshot, wanted);
    return { rows: rows.map(rowOf), nextCursor };
  };
  const counts = await dayBookCounts(snapshot, period);
  const counting = counts.filter(({ state }) => state === "posted" || state === "post-dated");
  const columns = columnsOf(words, [
    ["date", "day", 10],
    ["type", "text", 12],
    ["number", "text", 12],
    ["party", "text", 26],
    ["particulars", "text", 30],
    ["amount", "money", 15],
  ]).map((column) => ({ ...column, sortable: false }));
  return {
    title: words.titles["day-book"],
    lines: periodLine(asked, period),
    layout: "landscape",
    columns,
    page,
    all: () => allPages(page),
    totals: [null, null, null, null, null, sum(counting.map(({ debit }) => debit))],
    none: words.noVouchers,
  };
}

function rowOf(row: DayBookRow): SourceRow {
  const voucherId = idIn("voucher", row.voucherId);
  return {
    cells: [
      row.date,
      row.type,
      row.number,
      row.party ?? row.lines[0]?.ledger ?? "",
      row.narration,
      row.amount === null ? null : paiseFromJson(row.amount),
    ],
    voucherId: voucherId.ok ? voucherId.value : null,
  };
}
