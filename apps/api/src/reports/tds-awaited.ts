import { tdsBills, type TdsBillRow } from "@cfa/db/queries/tds/receivable";
import { formatRupees, sum } from "@cfa/values/money";
import { day } from "@cfa/values/local-date";
import { financialYearLabel } from "@cfa/values/period";
import { paiseOf } from "@cfa/reports/cell-text";

import { asOfDay } from "../routes/as-of.ts";
import { wordsOf } from "../routes/words.ts";
import { columnsOf } from "./columns.ts";
import { dayLines } from "./lines.ts";
import { listed, type ListedRow } from "./listed.ts";
import type { Asked, Source } from "./source.ts";

const AWAITED = 5; // the column of the tax

/**
 * The tax that parties kept back and whose certificate is awaited, bill by bill. The year is that of the bill's day, in which the tax
 * is due to be deducted; each year's sum stands in the head.
 */
export async function tdsAwaited(asked: Asked): Promise<Source> {
  const { snapshot, ask, words } = asked;
  const asOf = asOfDay(asked.scope, ask.asOf);
  const columns = columnsOf(words, [
    ["party", "text", 28],
    ["year", "text", 9],
    ["bill", "text", 16],
    ["date", "day", 10],
    ["amount", "money", 15],
    ["tdsAwaited", "money", 15],
    ["since", "day", 10],
  ]);
  const bills = await tdsBills(snapshot, { side: ask.side, asOf, order: "party" });
  const list = listed(bills.map(rowOf), { columns, ask, words: wordsOf(ask.search) });
  const years = Map.groupBy(list.rows, ({ cells }) => String(cells[1]));
  return {
    title: words.titles["tds-awaited"],
    lines: [
      ...dayLines(asked, asOf),
      ...[...years]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([year, rows]) => ({ label: words.yearOf(year), value: formatRupees(awaited(rows)) })),
    ],
    layout: "landscape",
    columns,
    page: list.page,
    all: list.all,
    totals: [null, null, null, null, null, awaited(list.rows), null],
    none: words.noTds,
  };
}

function awaited(rows: readonly ListedRow[]): bigint {
  return sum(rows.map(({ cells }) => paiseOf(cells[AWAITED] ?? null)));
}

function rowOf({
  billId,
  ledgerId,
  party,
  nameKey,
  name,
  date,
  since,
  amount,
  tdsAwaited: tax,
}: TdsBillRow): ListedRow {
  return {
    cells: [party, financialYearLabel(day(date)), name, date, amount, tax, since],
    partyId: ledgerId,
    billId,
    nameKey,
  };
}
