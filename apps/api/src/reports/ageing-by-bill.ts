import { overdueDaysOf } from "@cfa/books/outstanding";
import { rowsFrom, rowsOf } from "@cfa/db/queries/reports/cursor";
import {
  isBillOrder,
  openBillsNamed,
  openBillTotals,
  type NamedBill,
} from "@cfa/db/queries/reports/open-bills";
import type { LocalDate } from "@cfa/values/local-date";

import { asOfDay } from "../routes/as-of.ts";
import { columnsOf } from "./columns.ts";
import { dayLines } from "./lines.ts";
import { wordsOf } from "../routes/words.ts";
import { pagesByCount } from "./pages.ts";
import type { Asked, Source, SourceRow } from "./source.ts";

/** Every open bill with its days overdue. Read by the database some at a time, for there may be very many. */
export async function ageingByBill(asked: Asked): Promise<Source> {
  const { snapshot, ask, words } = asked;
  const asOf = asOfDay(asked.scope, ask.asOf);
  const wanted = { asOf, side: ask.side, words: wordsOf(ask.search) };
  const order = ask.sort !== undefined && isBillOrder(ask.sort) ? ask.sort : "party";
  const query = openBillsNamed(snapshot, { ...wanted, order, down: ask.order === "down" });
  const columns = columnsOf(words, [
    ["party", "text", 26],
    ["bill", "text", 14],
    ["date", "day", 10],
    ["due", "day", 10],
    ["days", "count", 9],
    ["amount", "money", 14],
    ["open", "money", 14],
    ["likely", "money", 14],
    ["basis", "text", 9],
  ]).map((column) => ({ ...column, sortable: isBillOrder(column.key) }));
  const rowOf = (bill: NamedBill): SourceRow => ({
    partyId: bill.ledgerId,
    billId: bill.billId,
    cells: [
      bill.party,
      bill.name,
      bill.date,
      bill.dueDate,
      bill.open > bill.tdsAwaited ? overdueDaysOf(bill.dueDate as LocalDate, asOf) : 0,
      bill.amount,
      bill.open,
      bill.likelySettled,
      words.basis[bill.basis] ?? bill.basis,
    ],
  });
  const totals = await openBillTotals(snapshot, wanted);
  return {
    title: words.titles["ageing-bills"],
    lines: dayLines(asked, asOf),
    layout: "landscape",
    columns,
    page: pagesByCount(async (place) => (await rowsFrom(snapshot, query, place)).map(rowOf)),
    async *all() {
      for await (const bill of rowsOf(snapshot, query)) yield rowOf(bill);
    },
    totals: [null, null, null, null, null, totals.amount, totals.open, null, null],
    none: words.none,
  };
}
